/*
 * Texts merged three ways. Nothing here looks at a repository.
 */
#ifndef RUSTGYM_HISTORY_GIT_MERGE_H
#define RUSTGYM_HISTORY_GIT_MERGE_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"
#include "rustgym/base/file_set.h"

#include <stdbool.h>

/* See history_merge. */
int merge_files(const struct file_set_item *base, const struct file_set_item *mine,
		const struct file_set_item *theirs, struct buffer *out, bool *conflict,
		struct error *err);

#endif
