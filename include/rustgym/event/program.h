/* Where a program is. */
#ifndef RUSTGYM_PROGRAM_H
#define RUSTGYM_PROGRAM_H

/*
 * The absolute path of a program: of a name with a slash the file itself, else the first in PATH that can
 * be executed. The caller frees it; NULL when there is none.
 */
char *program_find(const char *name);

#endif
