#include "rustgym/author.h"
#include "rustgym/file.h"
#include "rustgym/hint.h"
#include "rustgym/memory.h"
#include "rustgym/path.h"

#include <stdlib.h>
#include <string.h>

enum { RUNGS_MIN = 3 };

/* ---- answers -------------------------------------------------------------------------------- */

static bool is_wrong_answer(const char *name, const struct exercise *exercise)
{
	size_t len = strlen(exercise->name);

	if (strncmp(name, exercise->name, len) != 0 || strncmp(name + len, ".wrong", 6) != 0)
		return false;
	name += len + 6;
	if (*name == '.' && name[1] >= '0' && name[1] <= '9')
		name += 1 + strspn(name + 1, "0123456789");
	return strcmp(name, exercise->folder ? "" : ".rs") == 0;
}

struct collecting {
	const struct exercise *exercise;
	const char *folder;
	struct answers *answers;
};

static int collect(const char *relative, void *data, struct error *err)
{
	struct collecting *c = data;
	size_t len = strcspn(relative, "/");
	char *name = memory_copy(relative, len), *path;

	(void)err;
	if (is_wrong_answer(name, c->exercise)) {
		path = path_join(c->folder, name);
		if (!strings_contain(&c->answers->wrong, path))
			strings_add(&c->answers->wrong, path);
		free(path);
	}
	free(name);
	return 0;
}

int answers_find(const char *course, const struct exercise *exercise, struct answers *answers,
		 struct error *err)
{
	char *solution = hints_path(course, exercise, exercise->folder ? "" : ".rs");
	char *folder = path_parent(solution);
	struct collecting c = {exercise, folder, answers};
	int result = 0;

	*answers = (struct answers){0};
	if (file_exists(solution))
		answers->solution = memory_copy_string(solution);
	if (file_is_folder(folder))
		result = file_walk(folder, collect, &c, err);
	free(folder);
	free(solution);
	return result;
}

void answers_clear(struct answers *answers)
{
	free(answers->solution);
	strings_clear(&answers->wrong);
	*answers = (struct answers){0};
}

/* ---- the failure contract ------------------------------------------------------------------- */

static bool among(const struct texts *texts, const char *text)
{
	for (size_t i = 0; i < texts->count; i++)
		if (text && strcmp(texts->items[i], text) == 0)
			return true;
	return false;
}

static bool fails_with_codes(const struct exercise *e, const struct verdict *v, char **why)
{
	size_t right = 0;

	for (size_t i = 0; i < v->diagnostics.count; i++) {
		const struct diagnostic *d = &v->diagnostics.items[i];
		if (d->level != LEVEL_ERROR)
			continue;
		if (!among(&e->fails, d->code)) {
			*why = memory_format(
				"expected only errors with %s%s, found %s: %s", e->fails.items[0],
				e->fails.count > 1 ? " or the others" : "",
				d->code ? d->code : "an error without a code", d->message);
			return false;
		}
		right++;
	}
	if (!right)
		*why = memory_format("expected %s, found: %s", e->fails.items[0],
				     v->reason ? v->reason : "it passes");
	return right > 0;
}

static bool fails_with_tests(const struct exercise *e, const struct verdict *v, char **why)
{
	size_t failed = 0;

	for (size_t i = 0; i < v->tests.count; i++) {
		const struct test_result *t = &v->tests.items[i];
		bool expected = among(&e->fails, t->name);
		if (t->outcome == TEST_FAILED && !expected)
			*why = memory_format("the test %s fails too; the contract does not name it",
					     t->name);
		else if (t->outcome != TEST_FAILED && expected)
			*why = memory_format("the test %s does not fail", t->name);
		failed += t->outcome == TEST_FAILED && expected;
		if (*why)
			return false;
	}
	if (failed == e->fails.count)
		return true;
	*why = memory_format("expected %zu failing tests, found %zu (%s)", e->fails.count, failed,
			     v->reason ? v->reason : "it passes");
	return false;
}

static bool has_error_about(const struct verdict *v, const char *text)
{
	for (size_t i = 0; i < v->diagnostics.count; i++) {
		const struct diagnostic *d = &v->diagnostics.items[i];
		if (d->level == LEVEL_ERROR &&
		    (strstr(d->message, text) || (d->rendered && strstr(d->rendered, text)) ||
		     (d->code && strcmp(d->code, text) == 0)))
			return true;
	}
	return false;
}

bool contract_holds(const struct exercise *e, const struct verdict *v, char **why)
{
	const char *wanted = e->fails.items[0];
	bool holds = false;

	*why = NULL;
	if (v->outcome == OUTCOME_UNVERIFIED) {
		*why = memory_format("it could not be verified: %s", v->reason);
		return false;
	}
	switch (e->contract) {
	case CONTRACT_CODE:
		return fails_with_codes(e, v, why);
	case CONTRACT_TESTS:
		return fails_with_tests(e, v, why);
	case CONTRACT_LINT:
		if (v->step == STEP_CLIPPY)
			return fails_with_codes(e, v, why);
		break;
	case CONTRACT_PANIC:
		holds = v->step == STEP_RUN && strstr(v->output, "panicked at") &&
			strstr(v->output, wanted);
		break;
	case CONTRACT_OUTPUT:
		holds = v->wrong_output && strcmp(v->output, wanted) == 0;
		break;
	case CONTRACT_MESSAGE:
		holds = v->outcome == OUTCOME_FAILED && has_error_about(v, wanted);
		break;
	case CONTRACT_COUNT:
		break;
	}
	if (!holds)
		*why = memory_format("expected the %s \"%s\", found: %s",
				     contract_name(e->contract), wanted,
				     v->reason ? v->reason : "it passes");
	return holds;
}

/* ---- files ---------------------------------------------------------------------------------- */

static void check_hints(const struct course *course, const struct exercise *e,
			struct problems *problems)
{
	struct hints hints;
	struct error err = ERROR_INIT;
	char *path = hints_path(course->root, e, ".md");
	const char *file = path_below(path, course->root);

	if (hints_load(course->root, e, &hints, &err))
		problems_add(problems, file, 0, "expected the hints of %s, found none; write them",
			     e->name);
	else if (hints_ladder_length(&hints) < RUNGS_MIN)
		problems_add(
			problems, file, 1,
			"expected at least %d rungs (## sections), found %zu; add what helps in "
			"between",
			RUNGS_MIN, hints_ladder_length(&hints));
	for (size_t i = 0; i < hints.count; i++)
		if (!*hints.rungs[i].body)
			problems_add(problems, file, 0,
				     "expected text under \"%s\", found none; write it",
				     hints.rungs[i].title);
	hints_clear(&hints);
	free(path);
}

static void check_mark(const struct course *course, const char *path, struct problems *problems)
{
	struct buffer text = BUFFER_INIT;
	const char *mark, *below = path_below(path, course->root);

	if (file_read(path, FILE_COURSE_MAX, &text, NULL) == 0 &&
	    (mark = strstr(text.data, AUTHOR_MARK))) {
		int line = 1;
		for (const char *at = text.data; at < mark; at++)
			line += *at == '\n';
		problems_add(problems, below ? below : path, line,
			     "expected the author's text, found " AUTHOR_MARK "; write it");
	}
	buffer_clear(&text);
}

/* The tests are the course's: an answer that changes them proves nothing. */
static void check_same_tests(const struct course *course, const struct exercise *e,
			     const char *answer, struct problems *problems)
{
	static const char start[] = "#[cfg(test)]\nmod ";
	struct buffer a = BUFFER_INIT, b = BUFFER_INIT;
	char *path = path_join(course->root, e->path);
	const char *ours, *theirs, *below = path_below(answer, course->root);

	if (!e->folder && file_read(path, FILE_SOURCE_MAX, &a, NULL) == 0 &&
	    file_read(answer, FILE_SOURCE_MAX, &b, NULL) == 0 && (ours = strstr(a.data, start))) {
		theirs = strstr(b.data, start);
		if (!theirs || strcmp(ours, theirs) != 0)
			problems_add(problems, below ? below : answer, 0,
				     "expected the same tests as in %s, found others; copy them",
				     e->path);
	}
	free(path);
	buffer_clear(&a);
	buffer_clear(&b);
}

/* Editors see an exercise only when the topic's package has it as a target. */
static void check_target(const struct course *course, const struct exercise *e,
			 struct problems *problems)
{
	char *file = memory_format("%s/Cargo.toml", e->topic->path);
	char *path = path_join(course->root, file);
	char *line = memory_format("path = \"%s.rs\"", e->name);
	struct buffer text = BUFFER_INIT;
	struct error err = ERROR_INIT;

	if (!e->folder) {
		if (file_read(path, FILE_COURSE_MAX, &text, &err))
			problems_add(problems, file, 0, "expected the topic's package, found: %s",
				     err.message);
		else if (!strstr(text.data, line))
			problems_add(
				problems, file, 0,
				"expected a target with %s, found none; add a [[bin]] or a [[test]]",
				line);
	}
	/* For a test cargo builds the package's binaries too: one that is still broken breaks it. */
	if (!e->folder && e->builder == BUILDER_CARGO && strstr(text.data, "[[bin]]") &&
	    strstr(text.data, "[[test]]"))
		problems_add(problems, file, 0,
			     "expected only [[bin]] or only [[test]] targets, found both; give all "
			     "exercises of the topic a main, or none");
	buffer_clear(&text);
	free(line);
	free(path);
	free(file);
}

int author_check_files(const struct course *course, const struct exercise *e,
		       const struct answers *answers, struct problems *problems, struct error *err)
{
	char *path = path_join(course->root, e->path), *hint = hints_path(course->root, e, ".md");
	char *topic = memory_format("%s/%s/topic.json", course->root, e->topic->path);

	(void)err;
	check_hints(course, e, problems);
	check_target(course, e, problems);
	check_mark(course, hint, problems);
	if (!e->folder)
		check_mark(course, path, problems);
	if (strstr(e->title, AUTHOR_MARK))
		check_mark(course, topic, problems);
	if (!answers->solution)
		problems_add(problems, e->path, 0,
			     "expected a reference solution in hints/, found none; write it");
	else if (!e->folder) {
		check_mark(course, answers->solution, problems);
		check_same_tests(course, e, answers->solution, problems);
	}
	if (!answers->wrong.count)
		problems_add(
			problems, e->path, 0,
			"expected at least one wrong answer (%s.wrong%s), found none; write the most "
			"tempting one",
			e->name, e->folder ? "/" : ".rs");
	for (size_t i = 0; i < answers->wrong.count; i++) {
		check_mark(course, answers->wrong.items[i], problems);
		check_same_tests(course, e, answers->wrong.items[i], problems);
	}
	free(topic);
	free(hint);
	free(path);
	return 0;
}
