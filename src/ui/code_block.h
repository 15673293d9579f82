/*
 * Draws a block of code in a text: its lines stay as they are where they fit. A comment that does not fit goes on
 * below its own beginning, as a comment; if there is little room beside the code, it is above the code.
 */
#ifndef RUSTGYM_CODE_BLOCK_H
#define RUSTGYM_CODE_BLOCK_H

#include "rustgym/ui/style.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the lines, with `indent` columns before each row. `rust`: in Rust's colours. */
void code_block_draw(const char *code, bool rust, size_t indent, const struct style *style,
		     struct buffer *out);

#endif
