#include "rustgym/app/topic_page.h"
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "rustgym/base/utf8.h"
#include "rustgym/ui/markdown.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* "03_ownership" begins after its number. */
static const char *without_number(const char *dir)
{
	size_t digits = strspn(dir, "0123456789");

	return digits && dir[digits] == '_' ? dir + digits + 1 : dir;
}

/*
 * Returns the rest of the text after the words, or NULL if it does not begin with them. Case and the sign
 * between two words do not matter.
 */
static const char *after_words(const char *text, const char *words)
{
	static const char between[] = " _-";

	for (; *text && *words; text++, words++)
		if (tolower((unsigned char)*text) != tolower((unsigned char)*words) &&
		    !(strchr(between, *text) && strchr(between, *words)))
			return NULL;
	return *words ? NULL : text;
}

static bool same_words(const char *a, const char *b)
{
	const char *rest = after_words(a, b);

	return rest && !*rest;
}

static bool is_named(const struct topic *topic, const char *name, const char *below)
{
	return same_words(name, topic->title) || same_words(name, topic->dir) ||
	       same_words(name, without_number(topic->dir)) ||
	       (below && strcmp(below, topic->path) == 0) ||
	       (below && topic->page && strcmp(below, topic->page) == 0);
}

static const struct topic *by_name(const struct app *app, const char *name)
{
	char *real = realpath(name, NULL);
	const char *below = real ? path_below(real, app->workspace.root) : NULL;
	const struct topic *found = NULL;

	for (size_t p = 0; p < app->course->phase_count; p++) {
		const struct phase *phase = &app->course->phases[p];
		for (size_t t = 0; t < phase->topic_count && !found; t++)
			if (is_named(&phase->topics[t], name, below))
				found = &phase->topics[t];
	}
	free(real);
	return found;
}

/* Returns the only topic whose title or folder begins so, or NULL. */
static const struct topic *by_beginning(const struct course *course, const char *name)
{
	const struct topic *found = NULL;

	for (size_t p = 0; *name && p < course->phase_count; p++) {
		const struct phase *phase = &course->phases[p];
		for (size_t t = 0; t < phase->topic_count; t++) {
			const struct topic *topic = &phase->topics[t];

			if (!after_words(topic->title, name) &&
			    !after_words(without_number(topic->dir), name))
				continue;
			if (found)
				return NULL;
			found = topic;
		}
	}
	return found;
}

int topic_page_find(const struct app *app, const struct progress *progress, const char *name,
		    const struct topic **topic, struct error *err)
{
	const struct exercise *exercise = NULL;
	struct error cause = ERROR_INIT;

	*topic = name ? by_name(app, name) : NULL;
	if (*topic)
		return 0;
	if (app_exercise(app, progress, name, &exercise, &cause)) {
		*topic = by_beginning(app->course, name);
		if (*topic)
			return 0;
		exercise = course_nearest(app->course, name);
		return error_set(err, ERROR_USAGE,
				 "there is no topic or exercise \"%.64s\"; %s%s%s", name,
				 exercise ? "did you mean " : "`rustgym list` shows their names",
				 exercise ? exercise->name : "", exercise ? "?" : "");
	}
	if (!exercise)
		return error_set(err, ERROR_USAGE,
				 "all exercises are done; name a topic or an exercise");
	*topic = exercise->topic;
	return 0;
}

static int draw_file(const struct app *app, const char *page, struct buffer *out, struct error *err)
{
	char *path = path_join(app->course->root, page);
	struct buffer text = BUFFER_INIT;
	size_t at;
	int result = file_read(path, FILE_COURSE_MAX, &text, err);

	if (!result && !utf8_is_valid(text.data, text.len, &at))
		result = error_set(err, ERROR_COURSE, "%s is not UTF-8; save it as UTF-8", path);
	if (!result)
		markdown_draw(text.data, &app->style, out);
	buffer_clear(&text);
	free(path);
	return result;
}

int topic_page_draw(const struct app *app, const struct topic *topic, struct buffer *out,
		    struct error *err)
{
	if (!topic->page)
		return error_set(err, ERROR_USAGE, "the topic %s has no page", topic->title);
	return draw_file(app, topic->page, out, err);
}

int topic_page_draw_of(const struct app *app, const struct exercise *exercise, struct buffer *out,
		       struct error *err)
{
	int result = 0;

	if (!exercise_is_foreign(exercise))
		return topic_page_draw(app, exercise->topic, out, err);
	if (!exercise->pages.count)
		return error_set(err, ERROR_USAGE, "this course has no text to read about %s",
				 exercise->name);
	for (size_t i = 0; !result && i < exercise->pages.count; i++) {
		if (i)
			buffer_add_char(out, '\n');
		result = draw_file(app, exercise->pages.items[i], out, err);
	}
	return result;
}
