#include "rustgym/ui/timeline.h"
#include "rustgym/ui/text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* As in screen.c: synchronised update, top of the screen, lines cleared before their text. */
#define FRAME_BEGIN "\x1b[?2026h\x1b[H\x1b[0m\x1b[K"
#define FRAME_END "\x1b[0m\x1b[?2026l"
#define NEXT_LINE "\x1b[0m\r\n\x1b[K"

enum {
	WIDE = 100,    /* columns; from this width on, the diff is beside the list */
	LIST_MAX = 56, /* columns of the list beside a diff */
};

static enum ink ink_of(const char *message)
{
	if (strncmp(message, "passed", 6) == 0)
		return INK_GREEN;
	return strncmp(message, "failed", 6) == 0 ? INK_RED : INK_DIM;
}

void timeline_line(const struct snapshot *snapshot, const struct style *style, struct buffer *out)
{
	struct buffer message = BUFFER_INIT;
	time_t when = (time_t)snapshot->time;
	char clock[32] = "";
	struct tm tm;

	if (localtime_r(&when, &tm))
		strftime(clock, sizeof(clock), "%Y-%m-%d %H:%M", &tm);
	text_line(snapshot->message, strlen(snapshot->message), &message);
	buffer_addf(out, "%4d  %s  ", snapshot->number, clock);
	style_add(out, style, ink_of(message.data), message.data);
	if (snapshot->added || snapshot->removed)
		buffer_addf(out, "  +%zu -%zu", snapshot->added, snapshot->removed);
	if (snapshot->present)
		buffer_add_string(out, "  (now)");
	buffer_clear(&message);
}

/* ---- the screen ----------------------------------------------------------------------------- */

/* The sizes of the two parts. The diff is beside the list or below it. */
struct layout {
	size_t list_rows, list_columns, diff_rows, diff_columns;
	bool beside;
};

static struct layout lay_out(const struct timeline *t)
{
	size_t rows = t->rows > 2 ? (size_t)t->rows - 2 : 0; /* without the title and the keys */
	size_t columns = t->columns > 1 ? (size_t)t->columns : 1;
	struct layout l = {.beside = columns >= WIDE};

	if (l.beside) {
		l.list_rows = l.diff_rows = rows;
		l.list_columns = columns / 2 < LIST_MAX ? columns / 2 : LIST_MAX;
		l.diff_columns = columns - l.list_columns - 3;
		return l;
	}
	l.list_rows = rows / 3 < t->snapshots->count ? rows / 3 : t->snapshots->count;
	if (!l.list_rows && rows)
		l.list_rows = 1;
	l.diff_rows = rows > l.list_rows + 1 ? rows - l.list_rows - 1 : 0;
	l.list_columns = l.diff_columns = columns;
	return l;
}

/* The list scrolls so that the chosen entry is visible. */
static void draw_entry(const struct timeline *t, const struct layout *l, size_t row,
		       const struct style *style, struct buffer *out)
{
	size_t count = t->snapshots->count, chosen = count - 1 - t->chosen;
	size_t top = chosen < l->list_rows ? 0 : chosen - l->list_rows + 1;
	struct buffer line = BUFFER_INIT;
	size_t at = top + row;

	if (at < count) {
		buffer_add_string(&line, at == chosen ? style_mark(style, "▸", ">") : " ");
		timeline_line(&t->snapshots->items[count - 1 - at], style, &line);
	}
	text_fit(line.data, l->list_columns, style->unicode, out);
	buffer_add_string(out, style->colour ? "\x1b[0m" : "");
	buffer_clear(&line);
}

static const char *next_line(const char *at)
{
	at += strcspn(at, "\n");
	return at + (*at == '\n');
}

/* Limits the scroll and returns the first visible line. */
static const char *first_shown(struct timeline *t, const char *text, size_t room)
{
	size_t lines = 0;

	for (const char *at = text; *at; at = next_line(at))
		lines++;
	if (lines <= room)
		t->scroll = 0;
	else if (t->scroll > lines - room)
		t->scroll = lines - room;
	for (size_t i = 0; i < t->scroll; i++)
		text = next_line(text);
	return text;
}

static void draw_diff_line(const char **at, const struct layout *l, const struct style *style,
			   struct buffer *out)
{
	struct buffer line = BUFFER_INIT;

	buffer_add(&line, *at, strcspn(*at, "\n"));
	text_fit(line.data, l->diff_columns, style->unicode, out);
	*at = next_line(*at);
	buffer_clear(&line);
}

static void draw_beside(const struct timeline *t, const struct layout *l, const char *at,
			const struct style *style, struct buffer *out)
{
	for (size_t row = 0; row < l->list_rows; row++) {
		buffer_add_string(out, NEXT_LINE);
		draw_entry(t, l, row, style, out);
		buffer_addf(out, " %s ", style_mark(style, "│", "|"));
		draw_diff_line(&at, l, style, out);
	}
}

static void draw_below(const struct timeline *t, const struct layout *l, const char *at,
		       const struct style *style, struct buffer *out)
{
	for (size_t row = 0; row < l->list_rows; row++) {
		buffer_add_string(out, NEXT_LINE);
		draw_entry(t, l, row, style, out);
	}
	if (l->diff_rows) {
		buffer_add_string(out, NEXT_LINE);
		buffer_add_repeated(out, style_mark(style, "─", "-"), l->diff_columns);
	}
	for (size_t row = 0; row < l->diff_rows; row++) {
		buffer_add_string(out, NEXT_LINE);
		draw_diff_line(&at, l, style, out);
	}
}

void timeline_draw(struct timeline *t, const struct style *style, struct buffer *out)
{
	static const char keys[] = "up, down: which   PgUp, PgDn: scroll the diff   q quit";
	struct layout l = lay_out(t);
	const char *at = first_shown(t, t->diff, l.diff_rows);

	buffer_add_string(out, FRAME_BEGIN);
	if (style->colour)
		buffer_add_string(out, "\x1b[1m");
	text_fit(t->title, (size_t)t->columns, style->unicode, out);
	(l.beside ? draw_beside : draw_below)(t, &l, at, style, out);
	if (t->rows > 1) {
		buffer_add_string(out, NEXT_LINE);
		if (style->colour)
			buffer_add_string(out, "\x1b[2m");
		text_fit(keys, (size_t)t->columns, style->unicode, out);
	}
	buffer_add_string(out, FRAME_END);
}
