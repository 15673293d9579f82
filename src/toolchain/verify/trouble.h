/*
 * Decides whether the learner or the machine caused a failed compile. An error in a file of the
 * course's tree is the learner's. So is cargo's complaint about a manifest that the learner edits.
 * Everything else is the machine's: a missing linker, a full disk, a bad setting of cargo, no
 * network. The exercise is then unverified, not failed.
 */
#ifndef RUSTGYM_TROUBLE_H
#define RUSTGYM_TROUBLE_H

#include "rustgym/toolchain/diagnostic.h"

#include <stdbool.h>

struct trouble_scene {
	const struct diagnostics *diagnostics;
	const char *words;  /* the output beside the diagnostics */
	const char *folder; /* the package's folder, absolute */
	const char *cache;  /* the folder of the products */
	bool own_manifest;  /* the learner edits the package's Cargo.toml */
};

/*
 * Returns one sentence with the remedy, which the caller frees. NULL: the learner made the mistake.
 */
char *trouble_find(const struct trouble_scene *scene);

/*
 * Returns the sentence for a known fault in the output, whatever the diagnostics are; or NULL. The
 * caller frees it.
 */
char *trouble_known(const struct trouble_scene *scene);

/* Returns the sentence for doctests that could not run at all. The caller frees it. */
char *trouble_of_examples(const struct trouble_scene *scene);

/*
 * Returns the sentence for a program that could not be started. `words` is the error message. The
 * caller frees it.
 */
char *trouble_of_start(const char *words, const char *cache);

#endif
