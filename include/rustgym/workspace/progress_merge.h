/*
 * Merges the progress of several workspaces.
 *
 * An exercise is done if it is done in any workspace, since the earliest pass. The highest number
 * of shown hints counts. Of the reviews the last one counts, and of two at the same time the one after
 * which the exercise comes back sooner. The current exercise is the one that was chosen last. Attempts are added:
 * each workspace counts only its own, so nothing is counted twice, however often and in whatever
 * order workspaces merge. The names of what fails are not merged.
 */
#ifndef RUSTGYM_PROGRESS_MERGE_H
#define RUSTGYM_PROGRESS_MERGE_H

#include "rustgym/base/error.h"
#include "rustgym/workspace/progress.h"
#include "rustgym/workspace/workspace.h"

#include <stdbool.h>

/*
 * Returns the name of this workspace, from .rustgym/machine. The first call makes a random name. A
 * copied workspace has the same name, so some of its attempts are not counted; none is counted
 * twice. ERROR_IO.
 */
int progress_machine(const struct workspace *workspace, char machine[PROGRESS_MACHINE + 1],
		     struct error *err);

/*
 * Counts all attempts that no workspace has counted yet as made in this one. Call it before every
 * merge.
 */
void progress_claim(struct progress *progress, const char *machine);

/*
 * Raises the workspace's number of attempts to `attempts` if it is lower. The reader of
 * progress.json uses it.
 */
void progress_claim_attempts(struct progress_entry *entry, const char *machine, int attempts);

/* Merge `from` into `into`: one exercise, the current exercise, or everything. */
void progress_merge_entry(struct progress_entry *into, const struct progress_entry *from);
void progress_merge_current(struct progress *into, const struct progress *from);
void progress_merge(struct progress *into, const struct progress *from);

#endif
