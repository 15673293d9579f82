/*
 * Draws how two versions of a text differ, beside each other, with three equal lines around each change.
 * The other equal lines are only counted. A changed line is opposite its new version.
 * A sign between the two columns compares the lines, as sdiff does: nothing (equal), | (changed), <
 * (only on the left), > (only on the right).
 *
 * The result is for a person, and as safe to print as diff.h says. Lines are broken to half of
 * style->width, between words where that is possible.
 */
#ifndef RUSTGYM_SIDE_BY_SIDE_H
#define RUSTGYM_SIDE_BY_SIDE_H

#include "rustgym/base/buffer.h"
#include "rustgym/ui/style.h"

#include <stdbool.h>

enum { SIDE_BY_SIDE_WIDTH = 120 }; /* columns; a narrower half is too narrow for Rust code */

struct side_by_side {
	const char *left_title, *right_title;
	const char *left, *right; /* valid UTF-8 */
	bool rust;                /* Rust code is coloured */
};

/* Draws the titles first, then the lines. */
void side_by_side_draw(const struct side_by_side *sides, const struct style *style,
		       struct buffer *out);

#endif
