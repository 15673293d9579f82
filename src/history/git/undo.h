/*
 * What rustgym changes of the learner's files, and the way back: refs/rustgym/undo/NAME and
 * redo/NAME, chains of the texts that were replaced. The message of their commits:
 *
 *   reset
 *
 *   sequence 17
 *
 * Sequence numbers order the actions of all exercises; what belongs to one action has the same.
 */
#ifndef RUSTGYM_HISTORY_GIT_UNDO_H
#define RUSTGYM_HISTORY_GIT_UNDO_H

#include "history/history_internal.h"
#include "store.h"

/* All under the writing lock. */
int undo_put(struct git_history *history, const struct put_request *request,
	     struct history_change *change, struct error *err);

/* The same for a tree that the history has; group as in a put_request. */
int undo_put_tree(struct git_history *history, const struct exercise *exercise, const git_oid *tree,
		  const char *action, uint64_t *group, struct history_change *change,
		  struct error *err);
int undo_back(struct git_history *history, const struct course *course,
	      const struct exercise *exercise, struct history_change *change, struct error *err);
int undo_forth(struct git_history *history, const struct course *course,
	       const struct exercise *exercise, struct history_change *change, struct error *err);

#endif
