#include "rustgym/toolchain/libtest.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct line {
	const char *text;
	size_t len;
};

static bool next_line(const char **at, const char *end, struct line *line)
{
	const char *stop;

	if (*at >= end)
		return false;
	stop = memchr(*at, '\n', (size_t)(end - *at));
	if (!stop)
		stop = end;
	line->text = *at;
	line->len = (size_t)(stop - *at);
	*at = stop < end ? stop + 1 : end;
	if (line->len && line->text[line->len - 1] == '\r')
		line->len--;
	return true;
}

static bool starts_with(const struct line *line, const char *start)
{
	size_t len = strlen(start);

	return line->len >= len && memcmp(line->text, start, len) == 0;
}

static bool ends_with(const struct line *line, const char *end)
{
	size_t len = strlen(end);

	return line->len >= len && memcmp(line->text + line->len - len, end, len) == 0;
}

static struct test_result *find(struct test_results *results, size_t from, const char *name,
				size_t len)
{
	for (size_t i = from; i < results->count; i++)
		if (strlen(results->items[i].name) == len &&
		    memcmp(results->items[i].name, name, len) == 0)
			return &results->items[i];
	return NULL;
}

static void add(struct test_results *results, const char *name, size_t len,
		enum test_outcome outcome)
{
	results->items = memory_resize(results->items, results->count + 1, sizeof(*results->items));
	results->items[results->count++] = (struct test_result){memory_copy(name, len), outcome,
								NULL};
}

/*
 * "test NAME ... ok". What a test writes past libtest's capture can stand between the dots and the
 * outcome, or push the outcome to a line of its own; then the outcome is the next line's end.
 */
static void read_test_line(struct test_results *results, const struct line *line)
{
	static const char *const modes[] = {" - should panic", " - compile fail", " - compile"};
	const char *name = line->text + 5, *end = line->text + line->len, *dots = NULL;
	enum test_outcome outcome = TEST_UNFINISHED;
	size_t len;

	for (const char *at = name; at + 5 <= end; at++)
		if (memcmp(at, " ... ", 5) == 0) {
			dots = at;
			break;
		}
	if (!dots)
		return;
	len = (size_t)(dots - name);
	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
		size_t mode = strlen(modes[i]);
		if (len > mode && memcmp(dots - mode, modes[i], mode) == 0) {
			len -= mode; /* the failure's section does without */
			break;
		}
	}
	if (ends_with(line, "ok"))
		outcome = TEST_PASSED;
	else if (ends_with(line, "FAILED"))
		outcome = TEST_FAILED;
	else if (memmem(dots, (size_t)(end - dots), "ignored", 7))
		outcome = TEST_IGNORED;
	add(results, name, len, outcome);
}

/* "---- NAME stdout ----": the name, or NULL. */
static const char *section_name(const struct line *line, size_t *len)
{
	static const char end[] = " stdout ----";

	if (!starts_with(line, "---- ") || !ends_with(line, end))
		return NULL;
	if (line->len < 5 + sizeof(end) - 1)
		return NULL;
	*len = line->len - 5 - (sizeof(end) - 1);
	return line->text + 5;
}

static void set_message(struct test_result *test, struct buffer *text)
{
	while (text->len && text->data[text->len - 1] == '\n')
		buffer_truncate(text, text->len - 1);
	if (test && text->len) {
		free(test->message);
		test->message = memory_copy(text->data, text->len);
	}
	buffer_reset(text);
}

/* libtest's own advice about RUST_BACKTRACE says nothing about the exercise. */
static bool is_advice(const struct line *line)
{
	return starts_with(line, "note: run with `RUST_BACKTRACE=");
}

void libtest_read(const char *output, size_t len, struct test_results *results)
{
	const char *at = output, *end = output + len;
	struct test_result *section = NULL;
	struct buffer text = BUFFER_INIT;
	size_t first = results->count, announced = 0, finished = 0;
	bool ended = false, in_sections = false;
	bool sound = !results->items || results->complete; /* so far */
	struct line line;

	if (!results->items) /* from now on there was a program, even if it had no test */
		results->items = memory_resize(NULL, 1, sizeof(*results->items));
	while (next_line(&at, end, &line)) {
		size_t name_len;
		const char *name = section_name(&line, &name_len);

		if (name && find(results, first, name, name_len)) {
			set_message(section, &text);
			section = find(results, first, name, name_len);
			in_sections = true;
		} else if (section && starts_with(&line, "failures:")) {
			set_message(section, &text);
			section = NULL; /* their names follow */
		} else if (section) {   /* whatever it says: a test printed it */
			if (!is_advice(&line) && (line.len || text.len)) {
				buffer_add(&text, line.text, line.len);
				buffer_add_char(&text, '\n');
			}
		} else if (starts_with(&line, "test result: ")) {
			ended = true;
			in_sections = false; /* rustdoc prints a second report */
		} else if (!in_sections && starts_with(&line, "running ")) {
			announced += strtoul(line.text + 8, NULL, 10);
			ended = false;
		} else if (!in_sections && starts_with(&line, "test ")) {
			read_test_line(results, &line);
		} else if (results->count > first &&
			   results->items[results->count - 1].outcome == TEST_UNFINISHED) {
			struct test_result *last = &results->items[results->count - 1];
			if (ends_with(&line, "ok"))
				last->outcome = TEST_PASSED;
			else if (ends_with(&line, "FAILED"))
				last->outcome = TEST_FAILED;
		}
	}
	set_message(section, &text);
	buffer_clear(&text);
	for (size_t i = first; i < results->count; i++)
		finished += results->items[i].outcome != TEST_UNFINISHED;
	results->complete = sound && ended && finished >= announced;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct test_result *)a)->name, ((const struct test_result *)b)->name);
}

void libtest_sort(struct test_results *results)
{
	if (results->count)
		qsort(results->items, results->count, sizeof(*results->items), by_name);
}

size_t libtest_count(const struct test_results *results, enum test_outcome outcome)
{
	size_t count = 0;

	for (size_t i = 0; i < results->count; i++)
		count += results->items[i].outcome == outcome;
	return count;
}

const char *test_outcome_name(enum test_outcome outcome)
{
	static const char *const names[] = {"passed", "failed", "ignored", "unfinished"};

	return names[outcome];
}

void libtest_clear(struct test_results *results)
{
	for (size_t i = 0; i < results->count; i++) {
		free(results->items[i].name);
		free(results->items[i].message);
	}
	free(results->items);
	*results = (struct test_results){NULL, 0, false};
}
