#include "rustgym/ui/tally.h"
#include "rustgym/ui/text.h"

#include <string.h>

enum { BAR_WIDTH = 24, BAR_FROM = 60 }; /* columns */

static const struct {
	const char *sign, *ascii, *word;
	enum ink ink;
} looks[JUDGED_COUNT] = {
	[JUDGED_NOT_YET] = {"╌", "_", "to come", INK_BOLD},
	[JUDGED_FAILS_NOW] = {"✗", "x", "fail now", INK_RED},
	[JUDGED_UNVERIFIED] = {"?", "?", "not verified", INK_YELLOW},
	[JUDGED_FAILS] = {"✗", "x", "fail", INK_RED},
	[JUDGED_PASSES] = {"✓", "+", "pass", INK_GREEN},
	[JUDGED_UNBEGUN] = {"·", ".", "not begun", INK_BOLD},
};

static size_t count_of(const struct tally *tally, enum judged judged)
{
	size_t count = 0;

	for (size_t i = 0; i < tally->course->count; i++)
		count += tally->marks[i] == judged;
	return count;
}

static void add_head(const struct tally *tally, const struct style *style, struct buffer *out)
{
	size_t all = tally->course->count, judged = all - count_of(tally, JUDGED_NOT_YET);

	style_addf(out, style, INK_BOLD, "Checking all exercises: %zu of %zu", judged, all);
	if (style->width >= BAR_FROM) {
		buffer_add_string(out, "  ");
		style_bar(out, style, judged, all, BAR_WIDTH);
	}
	if (tally->seconds)
		buffer_addf(out, "  %u s", tally->seconds);
	buffer_add_char(out, '\n');
}

/* The numbers of passes and failures are always shown, the other numbers if they are not 0. */
static void add_counts(const struct tally *tally, const struct style *style, struct buffer *out)
{
	static const enum judged order[] = {JUDGED_PASSES, JUDGED_FAILS, JUDGED_UNBEGUN,
					    JUDGED_UNVERIFIED};
	const char *gap = "";

	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++) {
		enum judged judged = order[i];
		size_t count = count_of(tally, judged);

		if (judged == JUDGED_FAILS)
			count += count_of(tally, JUDGED_FAILS_NOW);
		if (!count && judged != JUDGED_PASSES && judged != JUDGED_FAILS)
			continue;
		buffer_addf(out, "%s%s %zu %s", gap,
			    style_mark(style, looks[judged].sign, looks[judged].ascii), count,
			    looks[judged].word);
		gap = "  ";
	}
	buffer_add_char(out, '\n');
}

static bool has_colour(enum judged judged)
{
	return looks[judged].ink != INK_BOLD;
}

static void add_marks(const struct tally *tally, const struct style *style, struct buffer *out)
{
	size_t width = style_prose_width(style);

	for (size_t i = 0; i < tally->course->count; i++) {
		enum judged judged = tally->marks[i];
		const char *mark = style_mark(style, looks[judged].sign, looks[judged].ascii);

		if (i && i % width == 0)
			buffer_add_char(out, '\n');
		if (has_colour(judged))
			style_add(out, style, looks[judged].ink, mark);
		else
			buffer_add_string(out, mark);
	}
	buffer_add_char(out, '\n');
}

static void add_names(const struct tally *tally, enum judged judged, const char *begin,
		      const struct style *style, struct buffer *out)
{
	struct buffer names = BUFFER_INIT;

	for (size_t i = 0; i < tally->course->count; i++)
		if (tally->marks[i] == judged)
			buffer_addf(&names, "%s%s", names.len ? ", " : begin,
				    tally->course->exercises[i].name);
	if (names.len) {
		text_fill(names.data, style_prose_width(style), 0, out);
		buffer_add_char(out, '\n');
	}
	buffer_clear(&names);
}

void tally_draw(const struct tally *tally, const struct style *style, struct buffer *out)
{
	add_head(tally, style, out);
	add_counts(tally, style, out);
	add_marks(tally, style, out);
	add_names(tally, JUDGED_FAILS_NOW, "Was done, fails now: ", style, out);
	add_names(tally, JUDGED_FAILS, "Fails: ", style, out);
}
