/*
 * Reads and writes an exercise's chain of snapshots, refs/rustgym/exercise/NAME.
 *
 * If two workspaces have different snapshots, the chain has joins (chain.h). The message of a
 * snapshot has the numbers of changed lines, so that a list need not compare trees (message.h).
 */
#ifndef RUSTGYM_HISTORY_GIT_SNAPSHOT_H
#define RUSTGYM_HISTORY_GIT_SNAPSHOT_H

#include "files.h"
#include "store.h"

/*
 * Records the present files; if there are none, does nothing. The first snapshot of a chain is the
 * pristine text. The caller holds the lock for writing.
 */
int snapshot_record(struct git_history *history, const struct exercise *exercise,
		    const struct present *present, const char *message, struct error *err);

/*
 * Finds the tree of the snapshot with this number, or of the pristine text. ERROR_USAGE: there is
 * no such snapshot.
 */
int snapshot_find(struct git_history *history, const struct exercise *exercise, int number,
		  git_oid *tree, struct error *err);

#endif
