/* A table whose columns are as wide as their widest cell. */
#ifndef RUSTGYM_TABLE_H
#define RUSTGYM_TABLE_H

#include "rustgym/base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

enum { TABLE_COLUMNS_MAX = 8 };

struct table {
	size_t columns, rows;
	const char *const *heads;        /* borrowed; one for each column */
	struct buffer *cells;            /* row by row */
	bool numbers[TABLE_COLUMNS_MAX]; /* the column is aligned to the right */
	bool left_out[TABLE_COLUMNS_MAX];
};

/* All cells are empty. table_clear frees them. */
void table_init(struct table *table, const char *const *heads, size_t columns, size_t rows);
void table_clear(struct table *table);

/* Returns the cell, to append its text to; it belongs to the table. */
struct buffer *table_cell(const struct table *table, size_t row, size_t column);

/* Appends the heads and all rows. Returns false, and appends nothing, if they are wider than `room` columns. */
bool table_draw(const struct table *table, size_t room, struct buffer *out);

#endif
