/* The lines above the page of `watch`: notices stay over a save, answers go at the next key. */
#include "face.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/text.h"

#include <stdlib.h>
#include <string.h>

enum { NOTICES_MAX = 16 * 1024 };

void face_limit_notices(struct face *f)
{
	if (f->notices.len > NOTICES_MAX) {
		buffer_reset(&f->notices);
		f->notices_seen = 0;
	}
}

/* Appends the lines of the text, and an empty one. They are broken when they are drawn. */
static void add_lines(const struct face *f, const char *text, struct buffer *out)
{
	struct buffer clean = BUFFER_INIT;

	text_clean(text, strlen(text), false, &clean);
	for (const char *line = clean.data; *line;) { /* a line ends the colour */
		size_t len = strcspn(line, "\n");
		char *row = memory_copy(line, len);

		style_add(out, &f->app->style, INK_YELLOW, row);
		buffer_add_char(out, '\n');
		line += len + (line[len] == '\n');
		free(row);
	}
	buffer_add_char(out, '\n');
	buffer_clear(&clean);
}

static void add_broken(const char *text, size_t columns, struct buffer *out)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		char *line = memory_copy(text, len);

		if (*line)
			text_break(line, columns, 0, out);
		else
			buffer_add_char(out, '\n');
		text += len + (text[len] == '\n');
		free(line);
	}
}

void face_draw_notices(struct face *f, size_t columns)
{
	buffer_reset(&f->above);
	add_broken(f->answers.data, columns, &f->above);
	add_broken(f->notices.data, columns, &f->above);
}

/* Row 2 says it, too, while the rows above the page are out of sight. */
static void say_in_sight(struct face *f, const char *text)
{
	if (f->scroll) {
		face_set_status(f, text);
		f->remark = true;
	}
}

void face_notice(const char *text, void *data)
{
	struct face *f = data;

	face_limit_notices(f);
	add_lines(f, text, f->answering ? &f->answers : &f->notices);
	say_in_sight(f, text);
	face_mark(f);
}

void face_answer(const char *text, void *data)
{
	struct face *f = data;

	face_forget_answers(f);
	add_lines(f, text, &f->answers);
	f->answers_seen = true;
	say_in_sight(f, text);
	face_mark(f);
}

void face_forget_answers(struct face *f)
{
	if (f->answers.len)
		face_mark(f);
	buffer_reset(&f->answers);
	f->answers_seen = false;
}
