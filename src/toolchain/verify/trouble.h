/*
 * Whose fault a failed compile is. The rule: an error in a file of the course's tree is the learner's, and
 * so is what cargo says of a manifest that the learner edits. Anything else is the machine's (a linker that
 * is missing, a full disk, a setting of cargo's, no network): the exercise is then unverified, not failed.
 */
#ifndef RUSTGYM_TROUBLE_H
#define RUSTGYM_TROUBLE_H

#include "rustgym/toolchain/diagnostic.h"

#include <stdbool.h>

struct trouble_scene {
	const struct diagnostics *diagnostics;
	const char *words;  /* that were said beside them */
	const char *folder; /* of the package, absolute */
	const char *cache;  /* where the products go */
	bool own_manifest;  /* the learner edits the package's Cargo.toml */
};

/* One sentence with the remedy, the caller's to free; NULL when the mistake is the learner's. */
char *trouble_find(const struct trouble_scene *scene);

/* The sentence about a fault that the words name, whoever's the errors are; or NULL. */
char *trouble_known(const struct trouble_scene *scene);

/* The same of examples in the documentation, none of which was tested. */
char *trouble_of_examples(const struct trouble_scene *scene);

/* The same of a program that could not be started: what the attempt said. */
char *trouble_of_start(const char *words, const char *cache);

#endif
