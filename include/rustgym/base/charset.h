/*
 * The characters of the locale. All texts in the program are UTF-8. Where the locale has another
 * encoding, the gate writes them in that one, and a character that it lacks is spelled in ASCII.
 */
#ifndef RUSTGYM_CHARSET_H
#define RUSTGYM_CHARSET_H

#include "rustgym/base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Returns the ASCII text that is written for a character: "..." for an ellipsis, "?" if there is no
 * equivalent. NULL: the locale has the character.
 */
const char *charset_spelling(uint32_t code);

/* Appends valid UTF-8 in the encoding of the locale. */
void charset_add(const char *text, size_t len, struct buffer *out);

#endif
