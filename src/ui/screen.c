#include "rustgym/ui/screen.h"
#include "rustgym/ui/text.h"

#include <string.h>

/*
 * Synchronised update, home; all rows are drawn. A line is cleared before its text: a terminal whose
 * last column has just been written would clear that one too.
 */
#define FRAME_BEGIN "\x1b[?2026h\x1b[H\x1b[0m\x1b[K"
#define FRAME_END "\x1b[0m\x1b[?2026l"
#define NEXT_LINE "\x1b[0m\r\n\x1b[K"

static size_t count_lines(const char *text)
{
	size_t lines = 0;

	for (; *text; text++)
		lines += *text == '\n';
	return lines;
}

static const char *line_at(const char *text, size_t line)
{
	while (line-- && *text) {
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	return text;
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
	struct buffer body = BUFFER_INIT;
	bool roomy = screen->rows > 4; /* else the header and what fits of the body, no more */
	size_t room = roomy              ? (size_t)screen->rows - 4
		      : screen->rows > 1 ? (size_t)screen->rows - 1
					 : 0;
	size_t lines;
	const char *at;

	text_wrap(screen->body, screen->columns > 1 ? (size_t)screen->columns : 1, &body);
	if (body.len && body.data[body.len - 1] != '\n')
		buffer_add_char(&body, '\n');
	lines = count_lines(body.data);
	if (lines <= room)
		screen->scroll = 0;
	else if (screen->scroll > lines - room)
		screen->scroll = lines - room;
	buffer_add_string(out, FRAME_BEGIN);
	draw_header(screen, style, out);
	if (roomy)
		buffer_add_string(out, NEXT_LINE);
	at = line_at(body.data, screen->scroll);
	for (size_t row = 0; row < room; row++) {
		size_t len = strcspn(at, "\n");
		buffer_add_string(out, NEXT_LINE);
		buffer_add(out, at, len);
		at += len + (at[len] == '\n');
	}
	if (roomy)
		draw_footer(screen, style, *at != '\0', out);
	buffer_add_string(out, FRAME_END);
	buffer_clear(&body);
}
