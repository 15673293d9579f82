/*
 * Converts progress to and from JSON, for progress.json and for the exchange between workspaces.
 */
#ifndef RUSTGYM_PROGRESS_TEXT_H
#define RUSTGYM_PROGRESS_TEXT_H

#include "rustgym/base/error.h"
#include "rustgym/workspace/progress.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	PROGRESS_MAX = 16 * 1024 * 1024,   /* bytes */
	PROGRESS_SHARED_MAX = 1024 * 1024, /* bytes that workspaces tell each other */
};

/*
 * Adds the progress in the text to `progress`. An impossible number counts as 0. ERROR_IO: the text
 * is not progress; a part of it may have been added.
 */
int progress_text_read(const char *text, size_t len, struct progress *progress, struct error *err);

/*
 * Returns the JSON, which the caller frees. `shared` leaves out the members that belong to this
 * workspace alone: fails, failing and explained.
 */
char *progress_text(const struct progress *progress, bool shared);

#endif
