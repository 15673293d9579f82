/* Recognizes the URL of a git repository. */
#ifndef RUSTGYM_URL_H
#define RUSTGYM_URL_H

#include <stdbool.h>

/* Returns true for a URL like "ssh://host/path", "https://host/path" or "git@host:path". */
bool url_is(const char *text);

#endif
