#include "rustgym/ui/two_columns.h"
#include "rustgym/base/strings.h"
#include "rustgym/ui/text.h"

enum { BETWEEN = 3 }; /* columns */

int two_columns_width(int width)
{
	return width > BETWEEN + 2 ? (width - BETWEEN) / 2 : 1;
}

/* Splits a text into rows. No colour goes on from one row to the next. */
static void fold_column(const char *text, size_t width, struct strings *rows)
{
	struct strings lines = STRINGS_INIT;

	strings_add_lines(&lines, text);
	for (size_t i = 0; i < lines.count; i++) {
		struct buffer folded = BUFFER_INIT;

		text_break(lines.items[i], width, text_gutter(lines.items[i]), &folded);
		strings_add_lines(rows, folded.len ? folded.data : "\n");
		buffer_clear(&folded);
	}
	strings_clear(&lines);
}

void two_columns_draw(const char *left, const char *right, const struct style *style,
		      struct buffer *out)
{
	size_t width = (size_t)two_columns_width(style->width);
	struct strings lefts = STRINGS_INIT, rights = STRINGS_INIT;

	fold_column(left, width, &lefts);
	fold_column(right, width, &rights);
	for (size_t i = 0; i < lefts.count || i < rights.count; i++) {
		text_fit(i < lefts.count ? lefts.items[i] : "", width, style->unicode, out);
		buffer_addf(out, " %s %s\n", style_mark(style, "│", "|"),
			    i < rights.count ? rights.items[i] : "");
	}
	strings_clear(&lefts);
	strings_clear(&rights);
}
