/*
 * All that workspaces tell each other as one file: a git bundle.
 */
#ifndef RUSTGYM_HISTORY_GIT_BUNDLE_H
#define RUSTGYM_HISTORY_GIT_BUNDLE_H

#include "rustgym/base/buffer.h"
#include "store.h"

/* ERROR_USAGE when there is nothing. */
int bundle_write(struct git_history *history, struct buffer *out, struct error *err);

/* Into an empty git directory. What the objects are is not looked at. */
int bundle_read(const char *folder, const char *bundle, struct error *err);

#endif
