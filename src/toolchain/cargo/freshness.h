/*
 * Freshness: cargo decides by times of change whether a package has to be compiled again. A file that comes
 * back with an older time, or another package of the same name, looks compiled to it. rustgym decides by
 * content: before cargo runs, it removes cargo's fingerprints of each package of the exercise whose
 * content is not what cargo compiled last.
 *
 * The packages are the exercise's own and those that it depends on by path. A package whose sources name
 * files outside of it is never fresh: nobody knows which files those are.
 *
 * Start with `struct cargo_freshness f = {0};`. Call cargo_freshness_begin before each cargo command, and
 * cargo_freshness_end after one that compiled.
 */
#ifndef RUSTGYM_CARGO_FRESHNESS_H
#define RUSTGYM_CARGO_FRESHNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cargo_package {
	char *folder; /* absolute */
	char *name;
	uint64_t content; /* of its files, and where they are */
	bool known;       /* the content is all that is compiled */
};

struct cargo_freshness {
	char *target;                   /* cargo's target folder */
	struct cargo_package *packages; /* the first one is the exercise's */
	size_t count;
};

/* folder: of the exercise's package. again: cargo compiles that one even if its content is the same. */
void cargo_freshness_begin(struct cargo_freshness *freshness, const char *target,
			   const char *folder, bool again);

/* Remembers what cargo has compiled, unless that changed meanwhile. */
void cargo_freshness_end(struct cargo_freshness *freshness);

void cargo_freshness_clear(struct cargo_freshness *freshness);

#endif
