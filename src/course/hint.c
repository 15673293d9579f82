#include "rustgym/course/hint.h"
#include "rustgym/base/control.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/utf8.h"

#include <stdlib.h>
#include <string.h>

char *hints_path(const char *folder, const struct exercise *exercise, const char *suffix)
{
	return memory_format("%s/hints/%s/%s/%s%s", folder, exercise->topic->phase->dir,
			     exercise->topic->dir, exercise->name, suffix);
}

/*
 * Returns whether the text looks like an error code, a lint or a test's path: words joined by "::".
 */
static bool is_topic(const char *text)
{
	static const char word[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

	for (;; text += 2) {
		size_t len = strspn(text, word);
		text += len;
		if (!len || !*text)
			return len > 0;
		if (strncmp(text, "::", 2) != 0)
			return false;
	}
}

/*
 * Returns the topic of a section titled "on E0382" or "on `tests::name` (a remark)". The caller
 * frees it. NULL: another title.
 */
static char *topic_of(const char *title)
{
	const char *start = title + 3, *rest;
	char *topic;

	if (strncmp(title, "on ", 3) != 0)
		return NULL;
	start += strspn(start, " `");
	rest = start + strcspn(start, " `");
	topic = memory_copy(start, (size_t)(rest - start));
	rest += strspn(rest, " `");
	if (is_topic(topic) && (!*rest || *rest == '('))
		return topic;
	free(topic);
	return NULL;
}

static struct rung *add_rung(struct hints *hints, const char *title, size_t len)
{
	struct rung *rung;

	hints->rungs = memory_grow(hints->rungs, hints->count, sizeof(*hints->rungs));
	rung = &hints->rungs[hints->count++];
	while (len && *title == ' ')
		title++, len--;
	while (len && (title[len - 1] == ' ' || title[len - 1] == '\r' || title[len - 1] == '#'))
		len--;
	*rung = (struct rung){memory_copy(title, len), NULL, NULL};
	rung->on = topic_of(rung->title);
	return rung;
}

static void set_body(struct rung *rung, const char *start, const char *end)
{
	while (start < end && (*start == '\n' || *start == '\r'))
		start++;
	while (end > start && (end[-1] == '\n' || end[-1] == '\r' || end[-1] == ' '))
		end--;
	rung->body = memory_copy(start, (size_t)(end - start));
}

struct fence {
	char mark;
	size_t length; /* 0: the line is not in a code block */
};

/*
 * As in CommonMark, a closing fence has the same mark as the opening one, is at least as long, and
 * has nothing after it.
 */
static void follow_fence(struct fence *fence, const char *line)
{
	const char *mark = line + strspn(line, " ");
	size_t length = strspn(mark, *mark == '~' ? "~" : "`");
	const char *rest = mark + length;

	if (mark - line > 3 || length < 3)
		return;
	if (!fence->length && (*mark == '~' || !memchr(rest, '`', strcspn(rest, "\n"))))
		*fence = (struct fence){*mark, length};
	else if (*mark == fence->mark && length >= fence->length &&
		 strspn(rest, " \t\r") == strcspn(rest, "\n"))
		fence->length = 0;
}

/*
 * Returns the text without spaces and empty lines around it. The caller frees it. NULL: nothing is
 * left.
 */
static char *trimmed(const char *start, const char *end)
{
	start += strspn(start, " \t\r\n");
	while (end > start && strchr(" \t\r\n", end[-1]))
		end--;
	return end > start ? memory_copy(start, (size_t)(end - start)) : NULL;
}

/* The lesson ends at the first heading of any level. */
static const char *end_of_lesson(const char *text)
{
	struct fence fence = {0};
	const char *line = text;

	while (*line) {
		size_t marks = strspn(line, "#");

		follow_fence(&fence, line);
		if (!fence.length && marks && marks <= 6 && line[marks] == ' ')
			return line;
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
	return line;
}

/* Removes the section "Go on" from the rungs, since it does not help to pass. */
static void take_go_on(struct hints *hints)
{
	size_t kept = 0;

	for (size_t i = 0; i < hints->count; i++) {
		struct rung *rung = &hints->rungs[i];
		if (strcmp(rung->title, HINTS_GO_ON) != 0) {
			hints->rungs[kept++] = *rung;
			continue;
		}
		if (!hints->go_on) {
			hints->go_on = rung->body;
			rung->body = NULL;
		}
		free(rung->title);
		free(rung->body);
	}
	hints->count = kept;
}

static void find_ladder(struct hints *hints)
{
	hints->ladder = memory_new(hints->count * sizeof(*hints->ladder));
	for (size_t i = 0; i < hints->count; i++)
		if (!hints->rungs[i].on)
			hints->ladder[hints->ladder_length++] = i;
}

void hints_parse(const char *source, struct hints *hints)
{
	char *text = memory_copy_string(source);
	const char *body = text, *line = text;
	struct rung *rung = NULL;
	struct fence fence = {0};

	control_remove(text, false);
	*hints = (struct hints){.lesson = trimmed(text, end_of_lesson(text))};
	while (*line) {
		const char *end = line + strcspn(line, "\n");

		follow_fence(&fence, line);
		if (!fence.length && strncmp(line, "## ", 3) == 0) {
			if (rung)
				set_body(rung, body, line);
			rung = add_rung(hints, line + 3, (size_t)(end - line - 3));
			body = *end ? end + 1 : end;
		}
		line = *end ? end + 1 : end;
	}
	if (rung)
		set_body(rung, body, line);
	take_go_on(hints);
	find_ladder(hints);
	free(text);
}

/* A course of rustlings has one hint for each exercise, in its list. */
static void take_only_hint(const char *text, struct hints *hints)
{
	*hints = (struct hints){0};
	set_body(add_rung(hints, "Hint", 4), text, text + strlen(text));
	find_ladder(hints);
}

int hints_load(const char *folder, const struct exercise *exercise, struct hints *hints,
	       struct error *err)
{
	char *path;
	struct buffer text = BUFFER_INIT;
	struct error cause = ERROR_INIT;
	size_t at;
	int result = 0;

	*hints = (struct hints){0};
	if (exercise->hint) {
		take_only_hint(exercise->hint, hints);
		return 0;
	}
	if (exercise_is_foreign(exercise) && !exercise->hint_file)
		return error_set(err, ERROR_COURSE, "this course has no hint for %s",
				 exercise->name);
	path = exercise->hint_file ? path_join(folder, exercise->hint_file)
				   : hints_path(folder, exercise, ".md");
	if (file_read(path, FILE_COURSE_MAX, &text, &cause))
		result = error_set(err, ERROR_COURSE, "%s has no hints: %.900s", exercise->name,
				   cause.message);
	else if (!utf8_is_valid(text.data, text.len, &at))
		result = error_set(err, ERROR_COURSE, "%s is not UTF-8; save it as UTF-8", path);
	else
		hints_parse(text.data, hints);
	buffer_clear(&text);
	free(path);
	return result;
}

size_t hints_ladder_length(const struct hints *hints)
{
	return hints->ladder_length;
}

const struct rung *hints_ladder(const struct hints *hints, size_t index)
{
	return index < hints->ladder_length ? &hints->rungs[hints->ladder[index]] : NULL;
}

const struct rung *hints_on(const struct hints *hints, const char *topic)
{
	for (size_t i = 0; i < hints->count; i++)
		if (hints->rungs[i].on && strcmp(hints->rungs[i].on, topic) == 0)
			return &hints->rungs[i];
	return NULL;
}

void hints_clear(struct hints *hints)
{
	for (size_t i = 0; i < hints->count; i++) {
		free(hints->rungs[i].title);
		free(hints->rungs[i].body);
		free(hints->rungs[i].on);
	}
	free(hints->rungs);
	free(hints->ladder);
	free(hints->lesson);
	free(hints->go_on);
	*hints = (struct hints){0};
}
