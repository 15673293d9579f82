/*
 * Draws two whole versions of a text beside each other. A changed line is opposite its new version.
 * A sign between the two columns compares the lines, as sdiff does: nothing (equal), | (changed), <
 * (only on the left), > (only on the right).
 *
 * The result is for a person, and as safe to print as diff.h says. Lines are wrapped to half of
 * style->width.
 */
#ifndef RUSTGYM_SIDE_BY_SIDE_H
#define RUSTGYM_SIDE_BY_SIDE_H

#include "rustgym/base/buffer.h"
#include "rustgym/ui/edits.h"
#include "rustgym/ui/style.h"

enum { SIDE_BY_SIDE_WIDTH = 120 }; /* columns; a narrower half is too narrow for Rust code */

/* Draws the titles first. The texts are valid UTF-8. */
void side_by_side_draw(const char *left_title, const struct piece *left, const char *right_title,
		       const struct piece *right, const struct style *style, struct buffer *out);

#endif
