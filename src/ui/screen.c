#include "rustgym/ui/screen.h"
#include "rustgym/ui/text.h"

#include <stdint.h>

/*
 * FRAME_BEGIN starts a synchronised update and moves to the top. Each line is cleared before its
 * text is written: after it, a terminal whose last column was just written would clear that column,
 * too.
 */
#define FRAME_BEGIN "\x1b[?2026h\x1b[H\x1b[0m\x1b[K"
#define FRAME_END "\x1b[0m\x1b[?2026l"
#define NEXT_LINE "\x1b[0m\r\n\x1b[K"

/* ---- the body, row by row; only visible rows are measured twice ------------------------------ */

struct rows {
	const char *at, *rest; /* `rest` is the text that follows, or NULL */
	size_t width;
};

static struct rows rows_of(const struct screen *screen)
{
	bool headed = screen->above && *screen->above;

	return (struct rows){.at = headed ? screen->above : screen->body,
			     .rest = headed ? screen->body : NULL,
			     .width = screen->columns > 1 ? (size_t)screen->columns : 1};
}

static bool rows_end(struct rows *rows)
{
	if (!*rows->at && rows->rest) {
		rows->at = rows->rest;
		rows->rest = NULL;
	}
	return !*rows->at;
}

/* Takes one row and returns its length in bytes. */
static size_t rows_take(struct rows *rows)
{
	size_t len = text_row(rows->at, rows->width);

	rows->at += len;
	rows->at += *rows->at == '\n';
	return len;
}

/* Skips up to `most` rows and returns how many there were. */
static size_t rows_skip(struct rows *rows, size_t most)
{
	size_t count = 0;

	for (; count < most && !rows_end(rows); count++)
		rows_take(rows);
	return count;
}

size_t screen_room(const struct screen *screen)
{
	if (screen->rows > 4)
		return (size_t)screen->rows - 4;
	return screen->rows > 1 ? (size_t)screen->rows - 1 : 0; /* there is no footer */
}

void screen_settle(struct screen *screen)
{
	struct rows rows = rows_of(screen);
	size_t room = screen_room(screen), wanted, there;

	if (!screen->scroll)
		return;
	wanted = screen->scroll < SIZE_MAX - room ? screen->scroll + room : SIZE_MAX;
	there = rows_skip(&rows, wanted);
	if (there < wanted)
		screen->scroll = there > room ? there - room : 0;
}

static void draw_header(const struct screen *screen, const struct style *style, struct buffer *out)
{
	struct buffer line = BUFFER_INIT;

	buffer_addf(&line, "%s", screen->place);
	if (*screen->status)
		buffer_addf(&line, "  %s", screen->status);
	if (style->colour)
		buffer_add_string(out, "\x1b[1m");
	text_fit(line.data, (size_t)screen->columns, style->unicode, out);
	buffer_clear(&line);
}

static void draw_footer(const struct screen *screen, const struct style *style, bool more,
			struct buffer *out)
{
	struct buffer line = BUFFER_INIT;
	int bar = screen->columns > 60 ? 30 : screen->columns / 3;

	style_bar(&line, style, screen->done, screen->total, bar);
	buffer_addf(&line, " %zu/%zu", screen->done, screen->total);
	if (more)
		buffer_addf(&line, "   %s more below", style_mark(style, "↓", "v"));
	buffer_add_string(out, NEXT_LINE);
	text_fit(line.data, (size_t)screen->columns, style->unicode, out);
	buffer_add_string(out, NEXT_LINE);
	if (style->colour)
		buffer_add_string(out, "\x1b[2m");
	text_fit(screen->keys, (size_t)screen->columns, style->unicode, out);
	buffer_clear(&line);
}

void screen_draw(struct screen *screen, const struct style *style, struct buffer *out)
{
	bool roomy = screen->rows > 4; /* otherwise only the header and a part of the body fit */
	size_t room = screen_room(screen);
	struct rows rows;

	screen_settle(screen);
	rows = rows_of(screen);
	rows_skip(&rows, screen->scroll);
	buffer_add_string(out, FRAME_BEGIN);
	draw_header(screen, style, out);
	if (roomy)
		buffer_add_string(out, NEXT_LINE);
	for (size_t row = 0; row < room; row++) {
		bool end = rows_end(&rows);
		const char *text = rows.at;
		buffer_add_string(out, NEXT_LINE);
		if (!end)
			buffer_add(out, text, rows_take(&rows));
	}
	if (roomy)
		draw_footer(screen, style, !rows_end(&rows), out);
	buffer_add_string(out, FRAME_END);
}
