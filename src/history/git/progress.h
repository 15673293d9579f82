/*
 * Records progress in refs/rustgym/progress, and the shared progress in
 * refs/rustgym/shared/progress. The latter can have joins.
 */
#ifndef RUSTGYM_HISTORY_GIT_PROGRESS_H
#define RUSTGYM_HISTORY_GIT_PROGRESS_H

#include "rustgym/base/buffer.h"
#include "store.h"

#define PROGRESS_NAME "progress.json"

/* Reads progress.json from a tree. */
int progress_read_tree(git_repository *repo, const git_oid *tree, bool *found, struct buffer *out,
		       struct error *err);

#endif
