/*
 * Progress as the history remembers it, refs/rustgym/progress; and as workspaces tell each other,
 * refs/rustgym/shared/progress, which can have two strands.
 */
#ifndef RUSTGYM_HISTORY_GIT_PROGRESS_H
#define RUSTGYM_HISTORY_GIT_PROGRESS_H

#include "rustgym/base/buffer.h"
#include "store.h"

#define PROGRESS_NAME "progress.json"

/* Under the writing lock; nothing when it is what was recorded last. */
int progress_record(struct git_history *history, const struct buffer *bytes, struct error *err);

/* The same of the shared one, after what came to the folder (NULL: nothing). */
int progress_share(struct git_history *history, const char *folder, const struct buffer *bytes,
		   struct error *err);

int progress_read(struct git_history *history, bool *found, struct buffer *out, struct error *err);
int progress_read_shared(struct git_history *history, struct buffer *out, struct error *err);

/* Of any tree that has it. */
int progress_read_tree(git_repository *repo, const git_oid *tree, bool *found, struct buffer *out,
		       struct error *err);

#endif
