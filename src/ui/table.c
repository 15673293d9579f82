#include "table.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/text.h"

#include <stdlib.h>

enum { GAP = 2 }; /* columns between two cells */

void table_init(struct table *table, const char *const *heads, size_t columns, size_t rows)
{
	*table = (struct table){.columns = columns, .rows = rows, .heads = heads};
	table->cells = memory_new((columns * rows + 1) * sizeof(*table->cells));
	for (size_t i = 0; i < columns * rows; i++)
		buffer_init(&table->cells[i]);
}

struct buffer *table_cell(const struct table *table, size_t row, size_t column)
{
	return &table->cells[row * table->columns + column];
}

void table_clear(struct table *table)
{
	for (size_t i = 0; i < table->columns * table->rows; i++)
		buffer_clear(&table->cells[i]);
	free(table->cells);
}

static size_t column_width(const struct table *table, size_t column)
{
	size_t width = text_width(table->heads[column]);

	for (size_t i = 0; i < table->rows; i++) {
		size_t own = text_width(table_cell(table, i, column)->data);
		width = own > width ? own : width;
	}
	return width;
}

static void add_cell(const char *text, size_t width, bool number, struct buffer *out)
{
	size_t room = width - text_width(text);

	if (number)
		buffer_add_repeated(out, " ", room);
	buffer_add_string(out, text);
	if (!number)
		buffer_add_repeated(out, " ", room);
}

/* `cells` may be NULL: the row of the heads. */
static void add_row(const struct table *table, const size_t *widths, const struct buffer *cells,
		    struct buffer *out)
{
	bool first = true;

	for (size_t i = 0; i < table->columns; i++) {
		if (table->left_out[i])
			continue;
		if (!first)
			buffer_add_repeated(out, " ", GAP);
		first = false;
		add_cell(cells ? cells[i].data : table->heads[i], widths[i], table->numbers[i],
			 out);
	}
	while (out->len && out->data[out->len - 1] == ' ')
		buffer_truncate(out, out->len - 1);
	buffer_add_char(out, '\n');
}

bool table_draw(const struct table *table, size_t room, struct buffer *out)
{
	size_t widths[TABLE_COLUMNS_MAX], sum = 0;

	for (size_t i = 0; i < table->columns; i++) {
		widths[i] = column_width(table, i);
		if (!table->left_out[i])
			sum += widths[i] + (sum ? GAP : 0);
	}
	if (sum > room)
		return false;
	add_row(table, widths, NULL, out);
	for (size_t i = 0; i < table->rows; i++)
		add_row(table, widths, table_cell(table, i, 0), out);
	return true;
}
