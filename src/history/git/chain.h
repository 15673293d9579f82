/*
 * A chain of commits as the history shows it: in one order, whichever way they came together.
 *
 * Two workspaces that went different ways are joined by a commit with two parents, which is no
 * snapshot itself and has the newest one's tree. The order depends on the snapshots alone, not on who
 * joined them when: a snapshot comes after the one it was made from, and otherwise by its time.
 */
#ifndef RUSTGYM_HISTORY_GIT_CHAIN_H
#define RUSTGYM_HISTORY_GIT_CHAIN_H

#include "store.h"

#include <stddef.h>
#include <stdint.h>

struct chain_node {
	git_commit *commit;
	git_oid tree; /* of the exercise's files */
	int64_t time; /* when it was recorded, but not before those it was made from */
	unsigned generation;
	bool hidden; /* a join, or another one stands for it */
};

struct chain {
	struct chain_node *nodes; /* in order, the oldest first */
	size_t count;
};

/* All that leads to the tips (NULL tips are passed over), of repo. */
int chain_read(git_repository *repo, const git_commit *const *tips, size_t tip_count,
	       struct chain *chain, struct error *err);
void chain_clear(struct chain *chain);

bool chain_is_join(const git_commit *commit);
bool chain_is_pristine(const git_commit *commit); /* as handed out */

/* The last one that is shown, or NULL. */
const struct chain_node *chain_newest(const struct chain *chain);

/* The number of a node among those that are shown, from 1. */
int chain_number(const struct chain *chain, const struct chain_node *node);

/* Whether the commit is in it. */
bool chain_has(const struct chain *chain, const git_oid *id);

/* Whether a text is. */
bool chain_has_tree(const struct chain *chain, const git_oid *tree);

#endif
