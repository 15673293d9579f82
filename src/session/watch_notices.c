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

/* Appends the text in rows of the screen's width, and an empty row. */
static void add_rows(const struct face *f, const char *text, struct buffer *out)
{
	struct buffer clean = BUFFER_INIT, filled = BUFFER_INIT;

	text_clean(text, strlen(text), false, &clean);
	text_fill(clean.data, f->app->style.width > 20 ? (size_t)f->app->style.width : 80, 0,
		  &filled);
	for (const char *line = filled.data; *line;) { /* a row ends the colour */
		size_t len = strcspn(line, "\n");
		char *row = memory_copy(line, len);

		style_add(out, &f->app->style, INK_YELLOW, row);
		buffer_add_char(out, '\n');
		line += len + (line[len] == '\n');
		free(row);
	}
	buffer_add_char(out, '\n');
	buffer_clear(&clean);
	buffer_clear(&filled);
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
	add_rows(f, text, f->answering ? &f->answers : &f->notices);
	say_in_sight(f, text);
	face_mark(f);
}

void face_answer(const char *text, void *data)
{
	struct face *f = data;

	face_forget_answers(f);
	add_rows(f, text, &f->answers);
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
