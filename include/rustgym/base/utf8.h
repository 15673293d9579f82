/* Checks UTF-8 that comes from outside. */
#ifndef RUSTGYM_UTF8_H
#define RUSTGYM_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Returns whether the bytes are valid UTF-8. If not, *at is the offset of the first invalid byte.
 */
bool utf8_is_valid(const char *data, size_t len, size_t *at);

/* Returns the length of the character at `bytes`, of which `left` are there; 0: it is invalid. */
size_t utf8_decode(const char *bytes, size_t left, uint32_t *code);

#endif
