/*
 * Colours Rust code: keywords, strings, numbers, lifetimes, macros and comments. It reads tokens, so code
 * that does not compile is coloured as well. The time is linear in the length of the text.
 */
#ifndef RUSTGYM_RUST_COLOUR_H
#define RUSTGYM_RUST_COLOUR_H

#include "rustgym/base/buffer.h"
#include "rustgym/ui/style.h"

#include <stddef.h>

enum rust_colour {
	RUST_PLAIN,
	RUST_KEYWORD,
	RUST_STRING,
	RUST_NUMBER,
	RUST_LIFETIME,
	RUST_MACRO,
	RUST_COMMENT,
};

/* Fills in the colour of each byte of the text, which ends with a NUL. The caller frees the array. */
unsigned char *rust_colours(const char *text);

/* Returns the sequence that begins a colour; "" for RUST_PLAIN. */
const char *rust_colour_code(enum rust_colour colour);

/*
 * Appends the text. If the style has colours, they end at the end of each line. The text is not cleaned.
 */
void rust_colour_draw(const char *text, const struct style *style, struct buffer *out);

#endif
