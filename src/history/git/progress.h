/*
 * Progress as the history remembers it, refs/rustgym/progress; and as workspaces tell each other,
 * refs/rustgym/shared/progress, which can have two strands.
 */
#ifndef RUSTGYM_HISTORY_GIT_PROGRESS_H
#define RUSTGYM_HISTORY_GIT_PROGRESS_H

#include "rustgym/base/buffer.h"
#include "store.h"

#define PROGRESS_NAME "progress.json"

/* Of any tree that has it. */
int progress_read_tree(git_repository *repo, const git_oid *tree, bool *found, struct buffer *out,
		       struct error *err);

#endif
