/* Draws two texts beside each other. */
#ifndef RUSTGYM_TWO_COLUMNS_H
#define RUSTGYM_TWO_COLUMNS_H

#include "rustgym/ui/style.h"

/* From this width of a terminal on, both columns are wide enough to read. */
enum { TWO_COLUMNS_FROM = 140 };

/* Returns the width of each column: what is drawn for it should fit. */
int two_columns_width(int width);

/* Appends both texts, with a line between them. Lines that are too wide go on in the next row. */
void two_columns_draw(const char *left, const char *right, const struct style *style,
		      struct buffer *out);

#endif
