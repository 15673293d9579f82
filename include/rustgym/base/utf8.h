/* Checks UTF-8 that comes from outside. */
#ifndef RUSTGYM_UTF8_H
#define RUSTGYM_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Returns whether the bytes are valid UTF-8. If not, *at is the offset of the first invalid byte.
 */
bool utf8_is_valid(const char *data, size_t len, size_t *at);

#endif
