#include "author.h"
#include "doc_link.h"
#include "effort.h"
#include "entry.h"
#include "header_check.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/course/hint.h"
#include "targets.h"
#include "text_files.h"

#include <stdlib.h>
#include <string.h>

static const double minutes_off = 3; /* times that `minutes` may be too large or too small */

struct checking {
	const struct text_check *texts;
	const struct course *course;
	const struct exercise *exercise;
	struct problems *problems;
};

/* Returns the path for messages: relative to the course if the file is in it. */
static const char *shown(const struct checking *c, const char *path)
{
	const char *below = path_below(path, c->course->root);

	return below ? below : path;
}

/* ---- the entry ------------------------------------------------------------------------------ */

static void check_entry_links(struct checking *c)
{
	const struct exercise *e = c->exercise;
	char *file = entry_file(e->topic);

	for (size_t i = 0; i < e->link_count; i++) {
		char *problem = doc_link_problem(c->texts->docs, e->links[i].url);
		if (problem)
			problems_add(c->problems, file,
				     entry_line(c->course, e, "links", e->links[i].url),
				     "expected %s", problem);
		free(problem);
	}
	free(file);
}

/* ---- answers -------------------------------------------------------------------------------- */

/*
 * An answer may not change the tests, because they are the course's. Line ends make no difference.
 */
static void check_same_tests(const struct checking *c, const char *answer)
{
	static const char start[] = "#[cfg(test)]\nmod ";
	struct buffer a = BUFFER_INIT, b = BUFFER_INIT;
	char *path = path_join(c->course->root, c->exercise->path);
	const char *ours, *theirs;

	text_file_read(path, &a);
	text_file_read(answer, &b);
	ours = strstr(a.data, start);
	theirs = strstr(b.data, start);
	if (ours && (!theirs || strcmp(ours, theirs) != 0))
		problems_add(c->problems, shown(c, answer),
			     theirs ? text_line_at(b.data, theirs) : 0,
			     "expected the same tests as in %s, found %s; copy them",
			     c->exercise->path, theirs ? "others" : "none");
	free(path);
	buffer_clear(&a);
	buffer_clear(&b);
}

struct laying {
	const struct checking *checking;
	const char *folder;
};

static int check_laid(const char *relative, void *data, struct error *err)
{
	const struct laying *laying = data;
	const struct checking *c = laying->checking;
	char *path = path_join(laying->folder, relative);

	(void)err;
	if (exercise_file_owner(c->exercise, relative) != OWNER_LEARNER)
		problems_add(c->problems, shown(c, path), 0,
			     "expected only files that the learner edits in an answer, found %s; "
			     "leave it out, or name it in \"files\" of topic.json",
			     relative);
	free(path);
	return 0;
}

static void check_answer(struct checking *c, const char *answer)
{
	struct laying laying = {c, answer};

	text_check(c->texts, answer, c->problems);
	if (c->exercise->folder)
		file_walk(answer, check_laid, &laying, NULL);
	else
		check_same_tests(c, answer);
}

static void check_answers(struct checking *c, const struct answers *answers)
{
	const struct exercise *e = c->exercise;
	char *expected = hints_path(c->course->root, e, e->folder ? "/" : ".rs");

	if (answers->solution)
		check_answer(c, answers->solution);
	else
		problems_add(c->problems, e->path, 0,
			     "expected a reference solution (%s), found none; write it",
			     shown(c, expected));
	if (!answers->wrong.count)
		problems_add(
			c->problems, e->path, 0,
			"expected at least one wrong answer (%s.wrong%s), found none; write the "
			"most tempting one",
			e->name, e->folder ? "/" : ".rs");
	for (size_t i = 0; i < answers->wrong.count; i++)
		check_answer(c, answers->wrong.items[i]);
	free(expected);
}

static void check_minutes(const struct checking *c, const struct answers *answers)
{
	const struct exercise *e = c->exercise;
	struct effort effort = effort_of(c->course, e, answers->solution);
	char *file = entry_file(e->topic), *link = header_link(c->course, e);
	double estimate;

	effort.reading = link ? doc_section_words(c->texts->docs, link) : 0;
	estimate = effort_minutes(&effort);

	if (answers->solution &&
	    (e->minutes > estimate * minutes_off || e->minutes * minutes_off < estimate))
		problems_add(c->problems, file, entry_line(c->course, e, "minutes", NULL),
			     "expected about %.0f minutes for %zu words to read, %zu in the linked "
			     "section, and %zu lines to write, found %d; try it with a clock, or "
			     "make the exercise %s",
			     estimate, effort.words, effort.reading, effort.written, e->minutes,
			     e->minutes < estimate ? "smaller" : "larger");
	free(link);
	free(file);
}

/* ---- an exercise ---------------------------------------------------------------------------- */

void author_check_files(const struct text_check *check, const struct exercise *e,
			const struct answers *answers, struct problems *problems)
{
	const struct course *course = check->course;
	struct checking c = {.texts = check, .course = course, .exercise = e, .problems = problems};
	char *path = e->stage > 1 ? text_files_of(course, e) : path_join(course->root, e->path);
	char *hint = hints_path(course->root, e, ".md");

	header_check(course, e, check->words, problems);
	entry_check_marks(course, e, problems);
	check_entry_links(&c);
	check_minutes(&c, answers);
	targets_check_exercise(course, e, problems);
	text_check(check, path, problems);
	text_check(check, hint, problems);
	check_answers(&c, answers);
	free(hint);
	free(path);
}
