/*
 * What rustgym changes of the learner's files, and the way back: refs/rustgym/undo/NAME and
 * redo/NAME, chains of the texts that were replaced. Sequence numbers in their messages (message.h)
 * order the actions of all exercises; what belongs to one action has the same.
 */
#ifndef RUSTGYM_HISTORY_GIT_UNDO_H
#define RUSTGYM_HISTORY_GIT_UNDO_H

#include "rustgym/history/history.h"
#include "store.h"

/* Under the writing lock: puts a tree that the history has in place; group as in a put_request. */
int undo_put_tree(struct git_history *history, const struct exercise *exercise, const git_oid *tree,
		  const char *action, uint64_t *group, struct history_change *change,
		  struct error *err);

#endif
