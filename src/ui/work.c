#include "rustgym/ui/work.h"
#include "rustgym/base/memory.h"
#include "rustgym/toolchain/libtest.h"
#include "rustgym/ui/text.h"

#include <stdlib.h>
#include <string.h>

/* The parts of the line, in their order on the screen. */
enum { PART_WHAT, PART_DETAIL, PART_NOW, PART_SECONDS, PART_LIMIT, PART_KEY, PART_COUNT };

/* Returns cargo's note without its verb: the row begins with "compiling" already. */
static const char *without_verb(const char *note)
{
	static const char verb[] = "Compiling ";

	return strncmp(note, verb, strlen(verb)) == 0 ? note + strlen(verb) : note;
}

static char *detail_of(const struct work *w)
{
	if (w->runs && w->tests)
		return memory_format(", %u of %u tests done", w->tests_done, w->tests);
	if (!w->runs && w->crates)
		return memory_format(", %u of %u crates", w->crates_done, w->crates);
	return w->note && !w->runs ? memory_format("  %s", without_verb(w->note)) : NULL;
}

static void add_parts(const struct work *w, char *parts[PART_COUNT])
{
	parts[PART_WHAT] = memory_format("%s%s%s", w->runs ? "running" : "compiling",
					 w->name ? " " : "", w->name ? w->name : "");
	parts[PART_DETAIL] = detail_of(w);
	if (w->runs && w->test)
		parts[PART_NOW] = memory_format(", now %s", libtest_short_name(w->test));
	if (!w->seconds)
		return;
	parts[PART_SECONDS] = memory_format("  %u s", w->seconds);
	if (w->runs)
		parts[PART_LIMIT] = memory_format(", is stopped after %u s of work", w->limit_s);
	parts[PART_KEY] = memory_copy_string("  (c cancels)");
}

void work_status(const struct work *work, size_t width, struct buffer *out)
{
	/* which part goes first when they are too wide */
	static const int spare[] = {PART_NOW, PART_LIMIT, PART_DETAIL, PART_KEY, PART_SECONDS};
	char *parts[PART_COUNT] = {NULL};
	size_t used = 0;

	add_parts(work, parts);
	for (int i = 0; i < PART_COUNT; i++)
		used += parts[i] ? text_width(parts[i]) : 0;
	for (size_t i = 0; used > width && i < sizeof(spare) / sizeof(*spare); i++) {
		used -= parts[spare[i]] ? text_width(parts[spare[i]]) : 0;
		free(parts[spare[i]]);
		parts[spare[i]] = NULL;
	}
	for (int i = 0; i < PART_COUNT; i++) {
		if (parts[i])
			buffer_add_string(out, parts[i]);
		free(parts[i]);
	}
}

void work_first_build(const struct work *w, const struct style *style, struct buffer *out)
{
	enum { BAR_WIDTH = 24 };
	struct buffer text = BUFFER_INIT;
	size_t width = style->width > 0 ? (size_t)style->width : 1;

	if (w->runs || !w->first_build || !w->crates)
		return;
	style_addf(out, style, INK_BOLD, "The first build of this topic: %u of %u crates",
		   w->crates_done, w->crates);
	if (width > 80) {
		buffer_add_char(out, ' ');
		style_bar(out, style, w->crates_done, w->crates, BAR_WIDTH);
	}
	if (w->usual_s && w->seconds <= w->usual_s)
		buffer_addf(&text, "It takes about %u s, and only this once.", w->usual_s);
	else
		buffer_add_string(&text, "It takes a while, but only this once.");
	buffer_add_string(&text, " You can read the task meanwhile.");
	buffer_add_char(out, '\n');
	text_fill(text.data, width, 0, out);
	buffer_add_char(out, '\n');
	if (w->meanwhile) {
		buffer_reset(&text);
		buffer_addf(&text,
			    "No need to wait: n goes on with %s, which needs no crates, and this "
			    "is built in the background.",
			    w->meanwhile);
		text_fill(text.data, width, 0, out);
		buffer_add_char(out, '\n');
	}
	buffer_add_char(out, '\n');
	buffer_clear(&text);
}
