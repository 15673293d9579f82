/*
 * The course that this program came with. It is found anew each time, from the program's own place:
 * an upgrade or a move of the installed tree takes it along, and no folder can claim to be it.
 */
#ifndef RUSTGYM_SHIPPED_H
#define RUSTGYM_SHIPPED_H

/*
 * Returns the folder of the source that the program was built from, else of the installed course. The
 * caller frees it. NULL: there is none, or somebody else could have written it.
 */
char *shipped_course(void);

#endif
