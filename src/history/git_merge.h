/*
 * Texts against each other: three ways, and as a diff. Nothing here looks at a repository.
 */
#ifndef RUSTGYM_HISTORY_GIT_MERGE_H
#define RUSTGYM_HISTORY_GIT_MERGE_H

#include "rustgym/buffer.h"
#include "rustgym/error.h"
#include "rustgym/file_set.h"

#include <stdbool.h>

/* See history_merge and history_patch. */
int merge_files(const struct file_set_item *base, const struct file_set_item *mine,
		const struct file_set_item *theirs, struct buffer *out, bool *conflict,
		struct error *err);
int merge_patch(const char *path, const struct file_set_item *from, const struct file_set_item *to,
		struct buffer *out, struct error *err);

#endif
