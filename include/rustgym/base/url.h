/* URLs: recognizes the one of a git repository, and writes a path as a part of one. */
#ifndef RUSTGYM_URL_H
#define RUSTGYM_URL_H

#include "rustgym/base/buffer.h"

#include <stdbool.h>

/* Returns true for a URL like "ssh://host/path", "https://host/path" or "git@host:path". */
bool url_is(const char *text);

/* Appends the path. All bytes but letters, digits and "/._-" are percent-encoded. */
void url_add_path(const char *path, struct buffer *out);

#endif
