/*
 * Changes the learner's files and can undo it. refs/rustgym/undo/NAME and redo/NAME are chains of
 * the replaced texts. The sequence numbers in their messages (message.h) order the actions of all
 * exercises. All changes of one action have the same number.
 */
#ifndef RUSTGYM_HISTORY_GIT_UNDO_H
#define RUSTGYM_HISTORY_GIT_UNDO_H

#include "rustgym/history/history.h"
#include "store.h"

/*
 * Puts a tree of the history in place. `group` is as in a put_request. The caller holds the lock
 * for writing.
 */
int undo_put_tree(struct git_history *history, const struct exercise *exercise, const git_oid *tree,
		  const char *action, uint64_t *group, struct history_change *change,
		  struct error *err);

#endif
