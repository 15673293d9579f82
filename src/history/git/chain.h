/*
 * The commits of a history in one order, however they were joined.
 *
 * If two workspaces have different snapshots, a commit with two parents joins them. It is not a
 * snapshot, and has the tree of the newest one. The order depends only on the snapshots, not on
 * when they were joined: a snapshot comes after its parents, otherwise times decide.
 */
#ifndef RUSTGYM_HISTORY_GIT_CHAIN_H
#define RUSTGYM_HISTORY_GIT_CHAIN_H

#include "store.h"

#include <stddef.h>
#include <stdint.h>

struct chain_node {
	git_commit *commit;
	git_oid tree; /* the tree of the exercise's files */
	int64_t time; /* when it was recorded, but not before its parents */
	unsigned generation;
	bool hidden; /* a join, or a snapshot that another one replaces */
};

struct chain {
	struct chain_node *nodes; /* ordered, oldest first */
	size_t count;
};

/* Reads all commits that the tips lead to, in `repo`. NULL tips are skipped. */
int chain_read(git_repository *repo, const git_commit *const *tips, size_t tip_count,
	       struct chain *chain, struct error *err);
void chain_clear(struct chain *chain);

bool chain_is_join(const git_commit *commit);
bool chain_is_pristine(const git_commit *commit); /* with the text as handed out */

/* Returns the newest node that is not hidden, or NULL. */
const struct chain_node *chain_newest(const struct chain *chain);

/* Returns the node's number among those that are not hidden, from 1. */
int chain_number(const struct chain *chain, const struct chain_node *node);

/* Returns whether the commit is in the chain. */
bool chain_has(const struct chain *chain, const git_oid *id);

/* Returns whether a commit in the chain has this tree. */
bool chain_has_tree(const struct chain *chain, const git_oid *tree);

#endif
