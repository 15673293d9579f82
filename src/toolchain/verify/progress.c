/*
 * Tells how far a verification is: crates while cargo builds, tests while they run. libtest reports a
 * test when it has ended, and starts the tests in the order of their names.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/course/rust_tests.h"
#include "verify_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void verify_clear_watch(struct test_watch *watch)
{
	strings_clear(&watch->ended);
	strings_clear(&watch->names);
	buffer_clear(&watch->lines.rest);
}

void verify_watch_tests(struct verification *v)
{
	buffer_reset(&v->watch.lines.rest);
	strings_clear(&v->watch.ended);
	strings_clear(&v->watch.names);
	v->watch.looked = false;
	v->watch.total = 0;
}

/* Returns the length of the name in "test NAME ... " or "test NAME - should panic ... "; 0: none. */
static size_t name_len(const char *line)
{
	const char *end = string_has_prefix(line, "test ") ? strstr(line, " ... ") : NULL;
	const char *note = end ? strstr(line, " - ") : NULL;

	return end ? (size_t)((note && note < end ? note : end) - line) - strlen("test ") : 0;
}

static void take_line(struct verification *v, const char *bytes, size_t len)
{
	char *line = memory_copy(bytes, len);
	size_t name = name_len(line);

	if (!v->watch.total && sscanf(line, "running %5u test", &v->watch.total) == 1) {
		;
	} else if (name && v->watch.ended.count < v->watch.total) {
		line[strlen("test ") + name] = '\0';
		strings_add(&v->watch.ended, line + strlen("test "));
	}
	free(line);
}

void verify_on_test_output(enum job_stream stream, const char *bytes, size_t len, void *data)
{
	enum { LINE_MAX_BYTES = 4096 }; /* a longer line is no line of libtest's */
	struct verification *v = data;

	(void)stream;
	if (!verify_is_at_work(v))
		return;
	verify_each_line(&v->watch.lines, bytes, len, take_line, v);
	if (v->watch.lines.rest.len > LINE_MAX_BYTES)
		buffer_reset(&v->watch.lines.rest);
}

/* Reads the names of the tests from an exercise of one file, once. */
static void read_names(struct verification *v)
{
	char *path = path_join(v->root, v->exercise->path);
	struct buffer text = BUFFER_INIT;

	v->watch.looked = true;
	if (!v->exercise->folder && file_read(path, FILE_COURSE_MAX, &text, NULL) == 0)
		rust_tests_names(text.data, &v->watch.names);
	strings_sort(&v->watch.names);
	buffer_clear(&text);
	free(path);
}

/*
 * Returns the first test in the order of the names that has not ended: it runs, because the tests after
 * it started later. NULL: the names in the source are not the ones that the program announced.
 */
static const char *running_test(struct verification *v)
{
	struct test_watch *watch = &v->watch;

	if (!watch->looked)
		read_names(v);
	if (watch->names.count != watch->total)
		return NULL;
	for (size_t i = 0; i < watch->names.count; i++)
		if (!strings_contain(&watch->ended, watch->names.items[i]))
			return watch->names.items[i];
	return NULL;
}

struct verify_progress verification_progress(struct verification *v)
{
	const struct attempt *a = &v->attempt;
	struct verify_progress progress = {0};

	if (v->phase == PHASE_COMPILING && a->by_cargo && v->job) {
		progress.by_cargo = true;
		progress.crates_done = a->crates_done;
		progress.crates = a->crates;
		progress.first_build = a->crates > a->crates_before + VERIFY_CRATES_FEW;
	} else if (v->phase == PHASE_RUNNING && v->watch.total) {
		progress.tests_done = (unsigned)v->watch.ended.count;
		progress.tests = v->watch.total;
		progress.test = running_test(v);
	}
	return progress;
}
