/*
 * What was installed with this program: found from where the program itself lies.
 */
#ifndef RUSTGYM_INSTALLED_H
#define RUSTGYM_INSTALLED_H

/* The program's own file and its folder, absolute; NULL when the system doesn't say. free() them. */
char *installed_program(void);
char *installed_folder(void);

/*
 * A helper of the program's: beside it, in ../libexec/rustgym, or (in a build folder, for tests) a
 * folder or two above. NULL when it is in none of these. free() it.
 */
char *installed_find(const char *name);

#endif
