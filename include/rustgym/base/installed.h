/*
 * Finds the files that were installed with this program, starting from the program's own location.
 */
#ifndef RUSTGYM_INSTALLED_H
#define RUSTGYM_INSTALLED_H

#include <stdbool.h>

/*
 * Return the absolute path of the program, and of its folder. The caller frees it. NULL: the system
 * does not tell.
 */
char *installed_program(void);
char *installed_folder(void);

/*
 * Returns the path of one of the program's helpers, which the caller frees. It is searched for beside
 * the program and where they were installed, which is known as the way from the program. NULL: it is in neither, or somebody else could have put it
 * there: it belongs to another user than root and us, or others can write it.
 */
char *installed_find(const char *name);

/*
 * Returns the folder with the source that this program was built from, which the caller frees: the file
 * gym-root beside the program names it. NULL: the program is not in a build folder.
 */
char *installed_source(void);

/* Returns whether only root and we could have written this file. */
bool installed_is_sound(const char *path);

#endif
