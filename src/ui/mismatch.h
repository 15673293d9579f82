/*
 * Draws two values that should be equal: only the part around the first difference, with a mark below
 * it. A long text is compared line by line, and a long list item by item.
 */
#ifndef RUSTGYM_MISMATCH_H
#define RUSTGYM_MISMATCH_H

#include "rustgym/base/buffer.h"
#include "rustgym/ui/style.h"

#include <stdbool.h>
#include <stddef.h>

struct mismatch {
	const char *left_name, *right_name; /* written before the values: "left", "right" */
	const char *left, *right; /* as Debug writes them, or lines of a text; untrusted */
	size_t left_len, right_len;
	size_t indent; /* columns before each line */
	bool whole;    /* both follow whole, if a part of them is left out */
};

/* Appends lines that are not wider than the style's width. Takes time linear in the lengths. */
void mismatch_draw(const struct mismatch *mismatch, const struct style *style, struct buffer *out);

#endif
