/* Whether a text is the URL of a git repository. */
#ifndef RUSTGYM_URL_H
#define RUSTGYM_URL_H

#include <stdbool.h>

/* "ssh://host/path", "https://host/path", "git@host:path" */
bool url_is(const char *text);

#endif
