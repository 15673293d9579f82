#include "hint_check.h"
#include "doc_link.h"
#include "prose.h"
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "rustgym/course/hint.h"
#include "text_files.h"

#include <stdlib.h>
#include <string.h>

enum { RUNGS_MIN = 3, LESSON_WORDS_MIN = 40, LESSON_WORDS_MAX = 120 };

/* The state of the checks of one file. */
struct checking {
	const struct hint_check *check;
	const struct exercise *exercise;
	struct hints hints;
	struct buffer text;
	const char *file; /* relative to the root */
	struct problems *problems;
};

/* Returns the line of a section's title: the line that begins with "## " and this title. */
static int line_of(const struct checking *c, const char *title)
{
	size_t len = strlen(title);

	for (const char *at = c->text.data; (at = strstr(at, title)); at += len) {
		const char *line = at;
		while (line > c->text.data && line[-1] != '\n')
			line--;
		if (strncmp(line, "## ", 3) == 0 && line + 3 + strspn(line + 3, " ") == at)
			return text_line_at(c->text.data, at);
	}
	return 0;
}

/* Code blocks do not count, so a lesson may have long examples. */
static void check_lesson(const struct checking *c)
{
	const char *lesson = c->hints.lesson ? c->hints.lesson : "";
	size_t words = prose_words(lesson);

	if (words < LESSON_WORDS_MIN || words > LESSON_WORDS_MAX)
		problems_add(
			c->problems, c->file, 1,
			"expected a lesson of %d to %d words before the first heading, without "
			"blocks of code, found %zu; %s",
			LESSON_WORDS_MIN, LESSON_WORDS_MAX, words,
			words > LESSON_WORDS_MAX ? "teach one thing" : "say what the answer needs");
	else if (!strchr(lesson, '`'))
		problems_add(c->problems, c->file, 1,
			     "expected an example of code in the lesson, found none; add one that "
			     "is not the answer");
}

static void check_go_on(const struct checking *c)
{
	int line = line_of(c, HINTS_GO_ON);

	for (size_t i = 0; c->hints.go_on && i < c->hints.count; i++)
		if (line_of(c, c->hints.rungs[i].title) > line) {
			problems_add(c->problems, c->file, line,
				     "expected \"" HINTS_GO_ON "\" to be the last section, found "
				     "\"%s\" after it; move it to the end",
				     c->hints.rungs[i].title);
			return;
		}
	if (c->hints.go_on && !*c->hints.go_on)
		problems_add(c->problems, c->file, line,
			     "expected a question under \"" HINTS_GO_ON "\", found none; write it");
}

static void check_ladder(const struct checking *c)
{
	size_t length = hints_ladder_length(&c->hints);

	if (length < RUNGS_MIN)
		problems_add(c->problems, c->file, 1,
			     "expected at least %d rungs (## sections), found %zu; add what helps "
			     "in between",
			     RUNGS_MIN, length);
	for (size_t i = 0; i < c->hints.count; i++)
		if (!*c->hints.rungs[i].body)
			problems_add(c->problems, c->file, line_of(c, c->hints.rungs[i].title),
				     "expected text under \"%s\", found none; write it",
				     c->hints.rungs[i].title);
}

static void need_rung(const struct checking *c, const char *code, const char *who)
{
	if (!hints_on(&c->hints, code))
		problems_add(c->problems, c->file, 0,
			     "expected a section \"## on %s\", which %s, found none; explain it "
			     "in the exercise's words",
			     code, who);
}

static void check_needed(const struct checking *c)
{
	const struct exercise *e = c->exercise;
	const struct strings *codes = c->check->codes;
	bool coded = e->contract == CONTRACT_CODE || e->contract == CONTRACT_LINT;

	for (size_t i = 0; coded && i < e->fails.count; i++)
		need_rung(c, e->fails.items[i], "the untouched exercise fails with");
	for (size_t i = 0; i < codes->count; i++) {
		bool named = false;
		for (size_t k = 0; coded && k < e->fails.count; k++)
			named |= strcmp(e->fails.items[k], codes->items[i]) == 0;
		if (!named)
			need_rung(c, codes->items[i], "rejects a wrong answer");
	}
}

static bool looks_like_code(const char *on)
{
	return on[0] == 'E' && on[1] && strspn(on + 1, "0123456789") == strlen(on + 1);
}

static bool is_tool_lint(const char *on)
{
	return strncmp(on, "clippy::", 8) == 0 || strncmp(on, "rustdoc::", 9) == 0;
}

/* Reports a section about an error, lint or test that cannot fail. */
static void check_topic(const struct checking *c, const struct rung *rung)
{
	const struct hint_check *check = c->check;
	const char *on = rung->on;
	int line = line_of(c, rung->title);

	if (looks_like_code(on)) {
		if (strlen(on) != 5 || !doc_has_error(check->docs, on))
			problems_add(c->problems, c->file, line,
				     "expected the code of an error, found %s, which rustc does "
				     "not have; correct it",
				     on);
		return;
	}
	if (is_tool_lint(on) || strings_contain(check->topics, on))
		return;
	if (!strstr(on, "::") && check->docs && doc_has_lint(check->docs, on))
		return;
	if (check->tests_known && (strstr(on, "::") || check->docs))
		problems_add(c->problems, c->file, line,
			     "expected a test of the exercise, a lint or an error's code, found "
			     "%s, which is none; correct it",
			     on);
}

void hint_check_exercise(const struct hint_check *check, const struct exercise *e,
			 struct problems *problems)
{
	char *path = hints_path(check->course->root, e, ".md");
	struct checking c = {.check = check, .exercise = e, .problems = problems};
	struct error err = ERROR_INIT;

	buffer_init(&c.text);
	c.file = path_below(path, check->course->root);
	file_read(path, FILE_COURSE_MAX, &c.text, NULL);
	if (hints_load(check->course->root, e, &c.hints, &err)) {
		problems_add(problems, c.file, 0,
			     "expected the hints of %s, found none; write them", e->name);
	} else {
		check_lesson(&c);
		check_go_on(&c);
		check_ladder(&c);
		check_needed(&c);
		for (size_t i = 0; i < c.hints.count; i++)
			if (c.hints.rungs[i].on)
				check_topic(&c, &c.hints.rungs[i]);
	}
	hints_clear(&c.hints);
	buffer_clear(&c.text);
	free(path);
}
