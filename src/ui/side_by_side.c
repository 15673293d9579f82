#include "rustgym/ui/side_by_side.h"
#include "comparison.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/strings.h"
#include "rustgym/ui/diff.h"
#include "rustgym/ui/text.h"

#include <stdlib.h>
#include <string.h>

struct drawing {
	const struct style *style;
	struct buffer *out;
	struct comparison comparison;
	size_t half; /* columns */
};

/* Returns the ink at the end of a row that starts with `ink`; "" for none. */
static const char *ink_after(const char *row, size_t len, const char *ink)
{
	for (size_t i = 0; i < len; i++)
		if (row[i] == '\x1b')
			ink = row + i;
	return strncmp(ink, "\x1b[0m", 4) == 0 ? "" : ink;
}

/*
 * Splits a cell into rows. Each row sets and resets its own inks, so that it does not colour the
 * cell beside it.
 */
static void fold(const struct drawing *d, const char *text, struct strings *rows)
{
	struct buffer folded = BUFFER_INIT, row = BUFFER_INIT;
	const char *ink = "";

	text_wrap(text, d->half, &folded);
	for (const char *at = folded.data;; at++) {
		size_t len = strcspn(at, "\n");

		buffer_reset(&row);
		if (*ink)
			buffer_add(&row, ink, strcspn(ink, "m") + 1);
		buffer_add(&row, at, len);
		ink = ink_after(at, len, ink);
		if (*ink)
			buffer_add_string(&row, "\x1b[0m");
		strings_add(rows, row.data);
		at += len;
		if (!*at)
			break;
	}
	buffer_clear(&folded);
	buffer_clear(&row);
}

static void add_half(const struct drawing *d, const struct strings *rows, size_t row)
{
	const char *text = row < rows->count ? rows->items[row] : "";

	buffer_add_string(d->out, text);
	buffer_add_repeated(d->out, " ", d->half - text_width(text));
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

static void draw_same(const struct drawing *d, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++) {
		struct diff_line line = {
			.bytes = &d->comparison.old.items[i], .sign = "", .plain = true};
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
	diff_draw_line(
		&(struct diff_line){
			.bytes = old, .sign = "", .words = &words.old, .edits = &words.edits},
		d->style, &left);
	diff_draw_line(&(struct diff_line){.bytes = new,
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

	diff_draw_line(&(struct diff_line){.bytes = piece, .sign = "", .new = new}, d->style,
		       &text);
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

void side_by_side_draw(const char *left_title, const struct piece *left, const char *right_title,
		       const struct piece *right, const struct style *style, struct buffer *out)
{
	struct drawing d = {.style = style, .out = out};
	const struct edits *edits = &d.comparison.edits;
	size_t at = 0;

	d.half = style->width > 5 ? ((size_t)style->width - 3) / 2 : 1;
	comparison_init(&d.comparison, left->bytes, left->len, right->bytes, right->len);
	draw_titles(&d, left_title, right_title);
	for (size_t i = 0; i < edits->count; i++) {
		draw_same(&d, at, edits->items[i].old);
		draw_edit(&d, &edits->items[i]);
		at = edits->items[i].old + edits->items[i].old_count;
	}
	draw_same(&d, at, d.comparison.old.count);
	comparison_clear(&d.comparison);
}
