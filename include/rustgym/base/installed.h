/*
 * Finds the files that were installed with this program, starting from the program's own location.
 */
#ifndef RUSTGYM_INSTALLED_H
#define RUSTGYM_INSTALLED_H

/*
 * Return the absolute path of the program, and of its folder. The caller frees it. NULL: the system
 * does not tell.
 */
char *installed_program(void);
char *installed_folder(void);

/*
 * Returns the path of one of the program's helpers, which the caller frees. It is searched for
 * beside the program and in ../libexec/rustgym; for tests in a build folder also one or two folders
 * higher. NULL: it is in none of these.
 */
char *installed_find(const char *name);

#endif
