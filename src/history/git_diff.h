/*
 * The lines that differ between two sets of files.
 */
#ifndef RUSTGYM_HISTORY_GIT_DIFF_H
#define RUSTGYM_HISTORY_GIT_DIFF_H

#include "rustgym/buffer.h"
#include "rustgym/error.h"
#include "rustgym/file_set.h"

int diff_write(const struct file_set *from, const struct file_set *to, struct buffer *out,
	       struct error *err);

#endif
