#include "rustgym/ui/side_by_side.h"
#include "comparison.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/strings.h"
#include "rustgym/ui/diff.h"
#include "rustgym/ui/rust_colour.h"
#include "rustgym/ui/text.h"

#include <stdlib.h>
#include <string.h>

struct drawing {
	const struct style *style;
	struct buffer *out;
	struct comparison comparison;
	unsigned char *old_colours, *new_colours; /* NULL: there are none */
	size_t half;                              /* columns */
};

/*
 * Splits a cell into rows, between words where it can. Further rows begin a little to the right of the code, so
 * that none of them looks like a line of its own. Each row sets and resets its own inks, so that it
 * does not colour the cell beside it.
 */
static void fold(const struct drawing *d, const char *text, struct strings *rows)
{
	struct buffer folded = BUFFER_INIT;

	text_break(text, d->half, text_gutter(text) + 2, &folded);
	strings_add_lines(rows, folded.data);
	if (!rows->count)
		strings_add(rows, "");
	buffer_clear(&folded);
}

static void add_half(const struct drawing *d, const struct strings *rows, size_t row)
{
	const char *text = row < rows->count ? rows->items[row] : "";
	size_t width = text_width(text);

	buffer_add_string(d->out, text);
	if (width < d->half) /* in the narrowest half, one wide character is more than a row */
		buffer_add_repeated(d->out, " ", d->half - width);
}

/* Draws one line of each side. Either may be "". */
static void draw_row(const struct drawing *d, const char *left, char mark, const char *right)
{
	struct strings lefts = STRINGS_INIT, rights = STRINGS_INIT;

	fold(d, left, &lefts);
	fold(d, right, &rights);
	for (size_t i = 0; i < lefts.count || i < rights.count; i++) {
		add_half(d, &lefts, i);
		buffer_addf(d->out, " %c ", mark);
		if (i < rights.count)
			buffer_add_string(d->out, rights.items[i]);
		while (d->out->len && d->out->data[d->out->len - 1] == ' ')
			buffer_truncate(d->out, d->out->len - 1);
		buffer_add_char(d->out, '\n');
	}
	strings_clear(&lefts);
	strings_clear(&rights);
}

static const unsigned char *colours_of(const struct drawing *d, const struct piece *line, bool new)
{
	const struct pieces *lines = new ? &d->comparison.new : &d->comparison.old;
	const unsigned char *colours = new ? d->new_colours : d->old_colours;

	return colours ? colours + (line->bytes - lines->items[0].bytes) : NULL;
}

static void draw_same(const struct drawing *d, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++) {
		struct diff_line line = {
			.bytes = &d->comparison.old.items[i],
			.colours = colours_of(d, &d->comparison.old.items[i], false),
			.sign = "",
			.plain = true};
		struct buffer text = BUFFER_INIT;

		diff_draw_line(&line, d->style, &text);
		draw_row(d, text.data, ' ', text.data);
		buffer_clear(&text);
	}
}

static void draw_changed(const struct drawing *d, const struct piece *old, const struct piece *new)
{
	struct buffer left = BUFFER_INIT, right = BUFFER_INIT;
	struct word_changes words;

	word_changes_init(&words, old, new);
	diff_draw_line(&(struct diff_line){.bytes = old,
					   .colours = colours_of(d, old, false),
					   .sign = "",
					   .words = &words.old,
					   .edits = &words.edits},
		       d->style, &left);
	diff_draw_line(&(struct diff_line){.bytes = new,
					   .colours = colours_of(d, new, true),
					   .sign = "",
					   .words = &words.new,
					   .edits = &words.edits,
					   .new = true},
		       d->style, &right);
	draw_row(d, left.data, '|', right.data);
	word_changes_clear(&words);
	buffer_clear(&left);
	buffer_clear(&right);
}

static void draw_alone(const struct drawing *d, const struct piece *piece, bool new)
{
	struct buffer text = BUFFER_INIT;

	diff_draw_line(&(struct diff_line){.bytes = piece,
					   .colours = colours_of(d, piece, new),
					   .sign = "",
					   .new = new},
		       d->style, &text);
	draw_row(d, new ? "" : text.data, new ? '>' : '<', new ? text.data : "");
	buffer_clear(&text);
}

static void draw_edit(const struct drawing *d, const struct edit *edit)
{
	const struct comparison *c = &d->comparison;
	ptrdiff_t *partners = memory_new((edit->old_count + 1) * sizeof(*partners));
	size_t at = edit->new;

	comparison_pair(c, edit, partners);
	for (size_t i = 0; i < edit->old_count; i++) {
		const struct piece *old = &c->old.items[edit->old + i];

		if (partners[i] == COMPARISON_ALONE) {
			draw_alone(d, old, false);
			continue;
		}
		while (at < (size_t)partners[i])
			draw_alone(d, &c->new.items[at++], true);
		draw_changed(d, old, &c->new.items[at++]);
	}
	while (at < edit->new + edit->new_count)
		draw_alone(d, &c->new.items[at++], true);
	free(partners);
}

static void draw_titles(const struct drawing *d, const char *left, const char *right)
{
	struct buffer a = BUFFER_INIT, b = BUFFER_INIT;

	style_add(&a, d->style, INK_BOLD, left);
	style_add(&b, d->style, INK_BOLD, right);
	draw_row(d, a.data, ' ', b.data);
	buffer_clear(&a);
	buffer_clear(&b);
}

/*
 * Draws the equal lines before an edit, or after the last one, but only those that are near it. Says how
 * many are left out.
 */
static void draw_between(const struct drawing *d, size_t from, size_t end, bool first, bool last)
{
	size_t head = first ? 0 : DIFF_CONTEXT, tail = last ? 0 : DIFF_CONTEXT;

	if (end - from <= head + tail + 1) { /* one line is no longer than the words about it */
		draw_same(d, from, end);
		return;
	}
	draw_same(d, from, from + head);
	style_addf(d->out, d->style, INK_CYAN, "%s %zu equal lines",
		   style_mark(d->style, "┄┄", "--"), end - from - head - tail);
	buffer_add_char(d->out, '\n');
	draw_same(d, end - tail, end);
}

void side_by_side_draw(const struct side_by_side *sides, const struct style *style,
		       struct buffer *out)
{
	struct drawing d = {.style = style, .out = out};
	const struct edits *edits = &d.comparison.edits;
	bool rust = sides->rust && style->colour;
	size_t at = 0;

	d.half = style->width > 5 ? ((size_t)style->width - 3) / 2 : 1;
	comparison_init(&d.comparison, sides->left, strlen(sides->left), sides->right,
			strlen(sides->right));
	d.old_colours = rust ? rust_colours(sides->left) : NULL;
	d.new_colours = rust ? rust_colours(sides->right) : NULL;
	draw_titles(&d, sides->left_title, sides->right_title);
	for (size_t i = 0; i < edits->count; i++) {
		draw_between(&d, at, edits->items[i].old, i == 0, false);
		draw_edit(&d, &edits->items[i]);
		at = edits->items[i].old + edits->items[i].old_count;
	}
	draw_between(&d, at, d.comparison.old.count, !edits->count, true);
	free(d.old_colours);
	free(d.new_colours);
	comparison_clear(&d.comparison);
}
