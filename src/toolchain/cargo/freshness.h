/*
 * cargo compares times to decide whether a package must be compiled again. It is wrong if a file is
 * replaced by an older file, or a package by another one of the same name. rustgym compares
 * contents. Before cargo runs, it removes cargo's fingerprints of the packages whose content is not
 * what cargo last compiled.
 *
 * The packages are the exercise's own and its path dependencies. A package whose sources name files
 * outside of it is always compiled again, because those files are unknown.
 *
 * Start with `struct cargo_freshness f = {0};`. Call cargo_freshness_begin before each cargo
 * command, and cargo_freshness_end after a command that compiled.
 */
#ifndef RUSTGYM_CARGO_FRESHNESS_H
#define RUSTGYM_CARGO_FRESHNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cargo_package {
	char *folder; /* absolute */
	char *name;
	uint64_t content; /* hash of the contents and paths of its files */
	bool known;       /* `content` covers everything that is compiled */
};

struct cargo_freshness {
	char *target;                   /* cargo's target folder */
	struct cargo_package *packages; /* the first one is the exercise's */
	size_t count;
};

/*
 * `folder` is the exercise's package. With `again`, cargo compiles that package even if its content
 * is the same.
 */
void cargo_freshness_begin(struct cargo_freshness *freshness, const char *target,
			   const char *folder, bool again);

/* Records the contents that cargo has compiled, except those that changed meanwhile. */
void cargo_freshness_end(struct cargo_freshness *freshness);

void cargo_freshness_clear(struct cargo_freshness *freshness);

#endif
