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

#include "git_store.h"
#include "history_internal.h"

/* All under the writing lock. */
int undo_put(struct git_history *history, const struct put_request *request,
	     struct history_change *change, struct error *err);
int undo_back(struct git_history *history, const struct course *course,
	      const struct exercise *exercise, struct history_change *change, struct error *err);
int undo_forth(struct git_history *history, const struct course *course,
	       const struct exercise *exercise, struct history_change *change, struct error *err);

#endif
