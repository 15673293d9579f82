/*
 * Progress that was made in several workspaces becomes one.
 *
 * Done is what is done anywhere, since the earliest pass; of the hints the highest rung counts (it is
 * the same ladder); the current exercise is what was chosen last. Attempts add up: each workspace
 * counts its own, and only its own, so that merging twice, in any order and over any detour counts
 * none twice. What is failing stays each workspace's own.
 */
#ifndef RUSTGYM_PROGRESS_MERGE_H
#define RUSTGYM_PROGRESS_MERGE_H

#include "rustgym/base/error.h"
#include "rustgym/workspace/progress.h"
#include "rustgym/workspace/workspace.h"

#include <stdbool.h>

/*
 * The name of this workspace among others, in .rustgym/machine: made the first time, by chance. A
 * copy of a workspace, which has its name, counts too little, never too much. ERROR_IO.
 */
int progress_machine(const struct workspace *workspace, char machine[PROGRESS_MACHINE + 1],
		     struct error *err);

/* The attempts that no machine has counted yet were made here. Before every merge. */
void progress_claim(struct progress *progress, const char *machine);

/* The machine has made at least these attempts; for who reads progress. */
void progress_claim_attempts(struct progress_entry *entry, const char *machine, int attempts);

/* into has from now on what either has; of the same exercise, and of all with what is current. */
void progress_merge_entry(struct progress_entry *into, const struct progress_entry *from);
void progress_merge_current(struct progress *into, const struct progress *from);
void progress_merge(struct progress *into, const struct progress *from);

#endif
