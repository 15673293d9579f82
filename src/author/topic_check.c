#include "topic_check.h"
#include "entry.h"
#include "prose.h"
#include "rustgym/base/path.h"
#include "text_files.h"

#include <stdlib.h>
#include <string.h>

enum {
	PAGE_WORDS_MIN = 200,
	PAGE_WORDS_MAX = 500,
	/* from this number of exercises on, the shares of the starts are checked */
	STARTS_FROM = 3,
};

/* ---- the page ------------------------------------------------------------------------------- */

static void check_page(const struct text_check *check, const struct topic *topic,
		       struct problems *problems)
{
	struct buffer text = BUFFER_INIT;
	char *path;
	size_t words;

	if (!topic->page) {
		path = entry_file(topic);
		problems_add(problems, path, 0,
			     "expected a page for the topic %s, a README.md beside topic.json, "
			     "found none; write it",
			     topic->title);
		free(path);
		return;
	}
	path = path_join(check->course->root, topic->page);
	text_check(check, path, problems);
	text_file_read(path, &text);
	words = prose_words(text.data);
	if (strncmp(text.data, "# ", 2) != 0)
		problems_add(problems, topic->page, 1,
			     "expected a title in the first line (# %s), found none; write it",
			     topic->title);
	if (words < PAGE_WORDS_MIN || words > PAGE_WORDS_MAX)
		problems_add(
			problems, topic->page, 0,
			"expected %d to %d words without blocks of code, found %zu; make it %s",
			PAGE_WORDS_MIN, PAGE_WORDS_MAX, words,
			words < PAGE_WORDS_MIN ? "longer" : "shorter");
	buffer_clear(&text);
	free(path);
}

/* ---- how the exercises start ---------------------------------------------------------------- */

static bool has_todo(const struct course *course, const struct exercise *e, const char *file)
{
	char *path = file ? path_join(e->path, file) : NULL;
	char *full = path_join(course->root, path ? path : e->path);
	struct buffer text = BUFFER_INIT;
	const char *todo, *tests;
	bool has;

	text_file_read(full, &text);
	todo = strstr(text.data, "todo!(");
	tests = strstr(text.data, "#[cfg(test)]");
	has = todo && (!tests || todo < tests);
	buffer_clear(&text);
	free(full);
	free(path);
	return has;
}

/*
 * Returns whether the first error only says that something is missing, so that it teaches nothing.
 */
static bool starts_with_nothing(const struct course *course, const struct exercise *e)
{
	for (size_t i = 0; e->contract == CONTRACT_CODE && i < e->fails.count; i++)
		if (strcmp(e->fails.items[i], "E0432") == 0)
			return true;
	if (e->contract != CONTRACT_TESTS && e->contract != CONTRACT_PANIC)
		return false;
	if (e->stage > 1)
		return false; /* it starts with the solution of the stage before it */
	if (!e->folder)
		return has_todo(course, e, NULL);
	for (size_t i = 0; i < e->files.count; i++)
		if (has_todo(course, e, e->files.items[i]))
			return true;
	return false;
}

static void check_starts(const struct course *course, const struct topic *topic,
			 struct problems *problems)
{
	char *file = entry_file(topic);
	size_t empty = 0;

	for (size_t i = 0; i < topic->count; i++)
		empty += starts_with_nothing(course, &course->exercises[topic->first + i]);
	if (topic->count >= STARTS_FROM && empty * 3 > topic->count)
		problems_add(problems, file, 0,
			     "expected at most a third of the topic's %zu exercises to start with "
			     "E0432 or todo!(), found %zu; let the first message be the lesson",
			     topic->count, empty);
	free(file);
}

void topic_check(const struct text_check *check, const struct topic *topic,
		 struct problems *problems)
{
	check_page(check, topic, problems);
	check_starts(check->course, topic, problems);
}
