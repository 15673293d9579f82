/*
 * Two versions of a text beside each other, whole, a line of the one opposite the line of the other
 * that it became. Between them stands what they are to each other, as sdiff says it: nothing (the
 * same), | (changed), < (only on the left), > (only on the right).
 *
 * It is for a person: what diff.h says about that holds here. Lines are folded to their half of
 * style->width.
 */
#ifndef RUSTGYM_SIDE_BY_SIDE_H
#define RUSTGYM_SIDE_BY_SIDE_H

#include "rustgym/base/buffer.h"
#include "rustgym/ui/edits.h"
#include "rustgym/ui/style.h"

enum { SIDE_BY_SIDE_WIDTH = 120 }; /* columns; with fewer, Rust code doesn't fit into a half */

/* The titles are drawn first, the texts are valid UTF-8. */
void side_by_side_draw(const char *left_title, const struct piece *left, const char *right_title,
		       const struct piece *right, const struct style *style, struct buffer *out);

#endif
