/* The list of exercises as a plain table, for `rustgym list`. */
#include "rustgym/ui/report.h"
#include "rustgym/ui/text.h"
#include "standing.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { NUMBERS_FROM = 60, TITLE_MIN = 10 }; /* columns */

static void add_row(const struct exercise *e, enum progress_standing standing, bool current,
		    size_t name_width, const struct style *style, struct buffer *out)
{
	/* its state has this sign already */
	bool marked = current && (!style->unicode || standing != PROGRESS_PENDING);
	bool numbered = !style->width || style->width >= NUMBERS_FROM;
	size_t used = 2 + (numbered ? 5 : 0) + STANDING_WIDTH + 1 + name_width + 2;

	style_add(out, style, INK_CYAN, marked ? style_mark(style, "▶ ", "> ") : "  ");
	if (numbered)
		buffer_addf(out, "%3zu  ", e->index + 1);
	standing_draw(standing, current, style, out);
	buffer_add_char(out, ' ');
	text_fit(e->name, name_width, style->unicode, out);
	if (!style->width) {
		buffer_addf(out, "  %s", e->title);
	} else if (used + TITLE_MIN <= (size_t)style->width) {
		buffer_add_string(out, "  ");
		text_shorten(e->title, (size_t)style->width - used, style->unicode, out);
	}
	buffer_add_char(out, '\n');
}

static bool has_part(const char *whole, const char *part)
{
	size_t len = strlen(part);

	for (; *whole; whole++)
		if (strncasecmp(whole, part, len) == 0)
			return true;
	return !len;
}

/* Returns whether the title of one of its skills has the part. A number is an id, and no part of a title. */
static bool teaches_title(const struct course *course, const struct exercise *e, const char *part)
{
	for (size_t i = 0; i < e->skills.count && isalpha((unsigned char)*part); i++) {
		size_t skill = course_skill_index(course, e->skills.items[i]);

		if (skill < course->skill_count && has_part(course->skills[skill].title, part))
			return true;
	}
	return false;
}

bool report_selects(const struct course *course, const struct exercise *e,
		    const struct progress *progress, const struct list_selection *s)
{
	const struct topic *topic = e->topic;

	return !s ||
	       ((!s->phase || has_part(topic->phase->dir, s->phase) ||
		 has_part(topic->phase->title, s->phase)) &&
		(!s->topic || has_part(topic->dir, s->topic) || has_part(topic->title, s->topic)) &&
		(!s->skill || exercise_teaches(e, s->skill) ||
		 teaches_title(course, e, s->skill)) &&
		(!s->pending || !progress_done(progress, e->name)));
}

void report_list(const struct course *course, const struct progress *progress,
		 const struct exercise *current, const struct list_selection *selection,
		 const struct style *style, struct buffer *out)
{
	size_t done = report_count_done(course, progress), name_width = 0;
	const struct topic *topic = NULL;

	for (size_t i = 0; i < course->count; i++)
		if (strlen(course->exercises[i].name) > name_width)
			name_width = strlen(course->exercises[i].name);
	for (size_t i = 0; i < course->count; i++) {
		const struct exercise *e = &course->exercises[i];

		if (!report_selects(course, e, progress, selection))
			continue;
		if (!topic || topic->phase != e->topic->phase) {
			style_add(out, style, INK_BOLD, e->topic->phase->title);
			buffer_add_char(out, '\n');
		}
		if (topic != e->topic)
			style_addf(out, style, INK_CYAN, "  %s\n", e->topic->title);
		topic = e->topic;
		add_row(e, progress_standing(progress, e->name), e == current, name_width, style,
			out);
	}
	if (!topic)
		buffer_add_string(out, "No exercise is like that.\n");
	buffer_addf(out, "\n%zu of %zu done\n", done, course->count);
}

void report_exercises(const struct exercise *const *exercises, size_t count,
		      const struct progress *progress, const struct exercise *current,
		      const struct style *style, struct buffer *out)
{
	struct buffer row = BUFFER_INIT;
	size_t name_width = 0;

	for (size_t i = 0; i < count; i++)
		if (strlen(exercises[i]->name) > name_width)
			name_width = strlen(exercises[i]->name);
	for (size_t i = 0; i < count; i++) {
		const struct exercise *e = exercises[i];

		buffer_reset(&row);
		add_row(e, progress_standing(progress, e->name), e == current, name_width, style,
			&row);
		buffer_truncate(&row, row.len - 1);
		text_break(row.data, (size_t)style->width, 2 + STANDING_WIDTH + 1, out);
	}
	buffer_clear(&row);
}
