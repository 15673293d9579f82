/*
 * Progress as the JSON of progress.json, and of what workspaces tell each other.
 */
#ifndef RUSTGYM_PROGRESS_TEXT_H
#define RUSTGYM_PROGRESS_TEXT_H

#include "rustgym/base/error.h"
#include "rustgym/workspace/progress.h"

#include <stdbool.h>
#include <stddef.h>

enum { PROGRESS_MAX = 16 * 1024 * 1024 }; /* bytes */

/*
 * Adds what the text says to progress. A number that makes no sense counts as none. ERROR_IO when it
 * is not progress; then a part of it can have been added.
 */
int progress_text_read(const char *text, size_t len, struct progress *progress, struct error *err);

/*
 * free() it. shared: without what is of this workspace alone (fails, failing and explained belong to
 * the text that is on disk here).
 */
char *progress_text(const struct progress *progress, bool shared);

#endif
