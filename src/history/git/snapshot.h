/*
 * An exercise's chain of snapshots, refs/rustgym/exercise/NAME.
 *
 * Where two workspaces went different ways the chain has two strands (chain.h). The message of a
 * snapshot says what changed, so that a list need not look into the trees (message.h).
 */
#ifndef RUSTGYM_HISTORY_GIT_SNAPSHOT_H
#define RUSTGYM_HISTORY_GIT_SNAPSHOT_H

#include "files.h"
#include "store.h"

/*
 * Records what is there, under the writing lock; nothing when there is nothing. The first snapshot
 * is the pristine text, whatever is there.
 */
int snapshot_record(struct git_history *history, const struct exercise *exercise,
		    const struct present *present, const char *message, struct error *err);

/* The tree of a snapshot's number, or of the pristine text. ERROR_USAGE. */
int snapshot_find(struct git_history *history, const struct exercise *exercise, int number,
		  git_oid *tree, struct error *err);

#endif
