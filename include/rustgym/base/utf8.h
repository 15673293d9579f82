/* UTF-8, as bytes that others wrote. */
#ifndef RUSTGYM_UTF8_H
#define RUSTGYM_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the bytes are valid UTF-8; if not, *at is the offset of the first that is not. */
bool utf8_is_valid(const char *data, size_t len, size_t *at);

#endif
