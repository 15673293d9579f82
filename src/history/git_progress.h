/*
 * Progress as the history remembers it: refs/rustgym/progress.
 */
#ifndef RUSTGYM_HISTORY_GIT_PROGRESS_H
#define RUSTGYM_HISTORY_GIT_PROGRESS_H

#include "git_store.h"
#include "rustgym/buffer.h"

/* Under the writing lock; nothing when it is what was recorded last. */
int progress_record(struct git_history *history, const struct buffer *bytes, struct error *err);

int progress_read(struct git_history *history, bool *found, struct buffer *out, struct error *err);

#endif
