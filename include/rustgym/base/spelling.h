/* Finds the name that somebody probably meant. */
#ifndef RUSTGYM_SPELLING_H
#define RUSTGYM_SPELLING_H

#include <stdbool.h>
#include <stddef.h>

enum { SPELLING_MAX = 64 }; /* bytes; longer names are not compared */

/* The search for the nearest name. Begin with SPELLING_INIT(typed). */
struct spelling {
	const char *typed;
	size_t least;        /* letters by which a name may differ at most, plus one */
	const char *nearest; /* borrowed from the caller's names; NULL: none is near */
};

#define SPELLING_INIT(word)                                                                        \
	{                                                                                          \
		(word), strlen(word) / 3 + 2, NULL                                                 \
	}

/* Compares one name. Returns whether it is now the nearest one. */
bool spelling_try(struct spelling *spelling, const char *name);

#endif
