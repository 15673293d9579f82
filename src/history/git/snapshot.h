/*
 * An exercise's chain of snapshots, refs/rustgym/exercise/NAME.
 *
 * The message of its commits: what a person reads, and in a line of its own, so that a list need not
 * look into the trees, what changed:
 *
 *   failed, 81 ms
 *
 *   lines +3 -1
 *
 * A verdict on what was only kept until then follows it, and says so in a last line. Where two
 * workspaces went different ways the chain has two strands (git_chain.h).
 */
#ifndef RUSTGYM_HISTORY_GIT_SNAPSHOT_H
#define RUSTGYM_HISTORY_GIT_SNAPSHOT_H

#include "files.h"
#include "rustgym/history/history.h"
#include "store.h"

/* The tree of the exercise's files of a commit on one of its chains. */
int snapshot_tree(const struct exercise *exercise, const git_commit *commit, git_oid *tree,
		  struct error *err);

bool snapshot_is_pristine(const git_commit *commit);

/* Kept before anybody knew how it does: a verdict on the same text stands for it. */
bool snapshot_is_provisional(const git_commit *commit);
bool snapshot_is_verdict_on_kept(const git_commit *commit);

/*
 * Records what is there, under the writing lock; nothing when there is nothing. The first snapshot
 * is the pristine text, whatever is there.
 */
int snapshot_record(struct git_history *history, const struct exercise *exercise,
		    const struct present *present, const char *message, struct error *err);

int snapshot_list(struct git_history *history, const struct exercise *exercise,
		  struct snapshots *snapshots, struct error *err);

/* The tree of a snapshot's number, or of the base. ERROR_USAGE. */
int snapshot_find(struct git_history *history, const struct exercise *exercise, int number,
		  git_oid *tree, struct error *err);

#endif
