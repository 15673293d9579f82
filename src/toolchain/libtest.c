#include "rustgym/toolchain/libtest.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/control.h"
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
	results->items = memory_grow(results->items, results->count, sizeof(*results->items));
	results->items[results->count++] = (struct test_result){.name = memory_copy(name, len),
								.outcome = outcome};
}

/*
 * Reads "test NAME ... ok". A test can write past libtest's capture. Its output is then between the
 * dots and the outcome, or it moves the outcome to a line of its own. In that case the outcome is
 * at the end of the next line.
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
			len -= mode; /* the failure's section leaves it out */
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

/* Returns the name in "---- NAME stdout ----", or NULL. */
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

/* libtest's advice about RUST_BACKTRACE is not about the exercise. */
static bool is_advice(const struct line *line)
{
	return starts_with(line, "note: run with `RUST_BACKTRACE=");
}

/* The state while one program's output is read. */
struct report {
	struct test_results *results;
	size_t first; /* index of this program's first result */
	size_t announced;
	bool has_log; /* the outcomes are known from the log; only messages are read */
	/* "test result:" was read; the sections of the failures have begun */
	bool ended, in_sections;
	struct test_result *section; /* the test whose output is being read, or NULL */
	struct buffer message;
};

static void finish_section(struct report *report, struct test_result *next)
{
	set_message(report->section, &report->message);
	report->section = next;
}

/* Reads an outcome that the test's output moved to a line of its own. */
static void read_late_outcome(struct report *report, const struct line *line)
{
	struct test_results *results = report->results;
	struct test_result *last = results->count > report->first
					   ? &results->items[results->count - 1]
					   : NULL;

	if (!last || last->outcome != TEST_UNFINISHED)
		return;
	if (ends_with(line, "ok"))
		last->outcome = TEST_PASSED;
	else if (ends_with(line, "FAILED"))
		last->outcome = TEST_FAILED;
}

static void read_line(struct report *report, const struct line *line)
{
	size_t len;
	const char *name = section_name(line, &len);
	struct test_result *named = name ? find(report->results, report->first, name, len) : NULL;

	if (named) {
		finish_section(report, named);
		report->in_sections = true;
	} else if (report->section && starts_with(line, "failures:")) {
		finish_section(report, NULL); /* the names of the failed tests follow */
	} else if (report->section) {         /* a test printed this line, whatever it says */
		if (!is_advice(line) && (line->len || report->message.len)) {
			buffer_add(&report->message, line->text, line->len);
			buffer_add_char(&report->message, '\n');
		}
	} else if (starts_with(line, "test result: ")) {
		report->ended = true;
		report->in_sections = false; /* rustdoc prints a second report */
	} else if (!report->in_sections && starts_with(line, "running ")) {
		report->announced += strtoul(line->text + 8, NULL, 10);
		report->ended = false;
	} else if (!report->in_sections && !report->has_log && starts_with(line, "test ")) {
		read_test_line(report->results, line);
	} else if (!report->has_log) {
		read_late_outcome(report, line);
	}
}

static void read_output(struct report *report, const char *output, size_t len)
{
	const char *at = output, *end = output + len;
	struct line line;

	while (next_line(&at, end, &line))
		read_line(report, &line);
	finish_section(report, NULL);
	buffer_clear(&report->message);
}

static size_t finished_count(const struct report *report)
{
	size_t count = 0;

	for (size_t i = report->first; i < report->results->count; i++)
		count += report->results->items[i].outcome != TEST_UNFINISHED;
	return count;
}

/*
 * Begins with a program's results. `items` is not NULL afterwards, even if the program has no test.
 */
static bool begin(struct test_results *results, struct report *report)
{
	bool sound = !results->items || results->complete; /* sound until now */

	if (!results->items)
		results->items = memory_grow(NULL, 0, sizeof(*results->items));
	*report = (struct report){.results = results, .first = results->count};
	buffer_init(&report->message);
	return sound;
}

void libtest_read(const char *output, size_t len, struct test_results *results)
{
	struct report report;
	bool sound = begin(results, &report);

	read_output(&report, output, len);
	results->complete = sound && report.ended && finished_count(&report) >= report.announced;
}

/* ---- the log -------------------------------------------------------------------------------- */

/*
 * A record is "ok NAME", "failed NAME", "failed: WHY NAME" or "ignored: WHY NAME". WHY can have
 * several lines.
 */
static bool log_record_begins(const struct line *line, enum test_outcome *outcome)
{
	static const struct {
		const char *start;
		enum test_outcome outcome;
	} starts[] = {{"ok ", TEST_PASSED},
		      {"failed ", TEST_FAILED},
		      {"failed: ", TEST_FAILED},
		      {"ignored ", TEST_IGNORED},
		      {"ignored: ", TEST_IGNORED}};

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (starts_with(line, starts[i].start)) {
			*outcome = starts[i].outcome;
			return true;
		}
	return false;
}

/* A record ends where the next one begins. Its last word is the test's name. */
static void read_log(const char *log, size_t len, struct test_results *results)
{
	const char *at = log, *end = log + len;
	struct line line, last = {NULL, 0};
	enum test_outcome outcome = TEST_UNFINISHED, next;
	bool more;

	do {
		more = next_line(&at, end, &line);
		if (last.len && (!more || log_record_begins(&line, &next))) {
			const char *name = last.text + last.len;

			while (name > last.text && name[-1] != ' ')
				name--;
			add(results, name, (size_t)(last.text + last.len - name), outcome);
			last.len = 0;
		}
		if (more && log_record_begins(&line, &next))
			outcome = next;
		if (more && (last.len || log_record_begins(&line, &next)))
			last = line;
	} while (more);
}

/*
 * Reads "running 3 tests", the first line. Code that runs before main may have printed before it.
 */
static bool read_announcement(const char *output, size_t len, size_t *announced)
{
	static const char words[] = "running ";
	const char *at = memmem(output, len, words, sizeof(words) - 1);
	char *rest;

	if (!at)
		return false;
	*announced = strtoul(at + sizeof(words) - 1, &rest, 10);
	return strncmp(rest, " test", 5) == 0;
}

void libtest_read_log(const char *log, size_t log_len, const char *output, size_t len,
		      struct test_results *results)
{
	struct report report;
	bool sound = begin(results, &report);
	size_t announced = 0;

	report.has_log = true;
	read_log(log, log_len, results);
	read_output(&report, output, len);
	if (!read_announcement(output, len, &announced))
		sound = sound && report.ended;
	results->complete = sound && finished_count(&report) >= announced;
}

/* ---- finding the test that ended the program ------------------------------------------------- */

/* Marks the test as failed. Returns NULL if the test had already ended. */
static const struct test_result *blame(struct test_results *results, const char *name, size_t len,
				       const char *message)
{
	struct test_result *test = find(results, 0, name, len);

	if (test && test->outcome != TEST_UNFINISHED)
		return NULL;
	if (!test) {
		add(results, name, len, TEST_FAILED);
		test = &results->items[results->count - 1];
	}
	test->outcome = TEST_FAILED;
	free(test->message);
	test->message = memory_copy_string(message);
	return test;
}

/* The standard library prints "thread 'NAME' (123) has overflowed its stack" before it aborts. */
static const struct test_result *blame_overflow(const char *output, size_t len,
						struct test_results *results)
{
	const char *at = output, *end = output + len;
	struct line line;

	while (next_line(&at, end, &line)) {
		const char *name = line.text + 8, *quote;

		if (!starts_with(&line, "thread '") ||
		    !ends_with(&line, " has overflowed its stack"))
			continue;
		quote = memchr(name, '\'', line.len - 8);
		if (!quote || (quote - name == 4 && memcmp(name, "main", 4) == 0))
			continue;
		return blame(results, name, (size_t)(quote - name), "it overflowed its stack");
	}
	return NULL;
}

/* "test NAME ... " without an outcome is the running test, if the tests run one at a time. */
static const struct test_result *blame_last_begun(const char *output, size_t len,
						  struct test_results *results)
{
	struct test_results begun = {NULL, 0, false};
	const struct test_result *blamed = NULL, *last;

	libtest_read(output, len, &begun);
	last = begun.count ? &begun.items[begun.count - 1] : NULL;
	if (last && last->outcome == TEST_UNFINISHED)
		blamed = blame(results, last->name, strlen(last->name),
			       "the test program ended while it ran");
	libtest_clear(&begun);
	return blamed;
}

const char *libtest_blame(const char *output, size_t len, struct test_results *results)
{
	const struct test_result *blamed = blame_overflow(output, len, results);

	if (!blamed)
		blamed = blame_last_begun(output, len, results);
	return blamed ? blamed->name : NULL;
}

struct ranked {
	struct test_result result;
	size_t rank; /* its index in the order; the largest number: it is not there */
};

struct name {
	const char *text;
	size_t index;
};

static int by_text(const void *a, const void *b)
{
	const struct name *x = a, *y = b;
	int order = strcmp(x->text, y->text);

	return order ? order : (x->index > y->index) - (x->index < y->index);
}

static int by_rank(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	int order = 0;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->result.file && y->result.file) {
		order = strcmp(x->result.file, y->result.file);
		if (!order)
			order = (x->result.line > y->result.line) -
				(x->result.line < y->result.line);
	}
	return order ? order : strcmp(x->result.name, y->result.name);
}

static size_t rank_of(const struct name *names, size_t count, const char *text)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(names[middle].text, text) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && strcmp(names[low].text, text) == 0 ? names[low].index : SIZE_MAX;
}

void libtest_add_unfinished(struct test_results *results, const struct strings *names)
{
	size_t ended = results->count;
	struct name *known = memory_new((ended + 1) * sizeof(*known));

	for (size_t i = 0; i < ended; i++)
		known[i] = (struct name){results->items[i].name, i};
	qsort(known, ended, sizeof(*known), by_text);
	for (size_t i = 0; i < names->count; i++)
		if (rank_of(known, ended, names->items[i]) == SIZE_MAX)
			add(results, names->items[i], strlen(names->items[i]), TEST_UNFINISHED);
	free(known);
}

void libtest_sort(struct test_results *results, const struct strings *order)
{
	struct name *names = memory_new((order->count + 1) * sizeof(*names));
	struct ranked *ranked = memory_new((results->count + 1) * sizeof(*ranked));

	for (size_t i = 0; i < order->count; i++)
		names[i] = (struct name){order->items[i], i};
	qsort(names, order->count, sizeof(*names), by_text);
	for (size_t i = 0; i < results->count; i++)
		ranked[i] = (struct ranked){results->items[i],
					    rank_of(names, order->count, results->items[i].name)};
	qsort(ranked, results->count, sizeof(*ranked), by_rank);
	for (size_t i = 0; i < results->count; i++)
		results->items[i] = ranked[i].result;
	free(ranked);
	free(names);
}

void libtest_take(struct test_results *into, struct test_results *from)
{
	bool first = !into->items;

	for (size_t i = 0; i < from->count; i++) { /* from here on they are shown */
		control_remove_in_line(from->items[i].name);
		if (from->items[i].message)
			control_remove(from->items[i].message, true);
	}
	into->complete = from->complete && (first || into->complete);
	if (!into->items)
		into->items = memory_grow(NULL, 0, sizeof(*into->items));
	for (size_t i = 0; i < from->count; i++) {
		into->items = memory_grow(into->items, into->count, sizeof(*into->items));
		into->items[into->count++] = from->items[i];
	}
	free(from->items);
	*from = (struct test_results){NULL, 0, false};
}

size_t libtest_count(const struct test_results *results, enum test_outcome outcome)
{
	size_t count = 0;

	for (size_t i = 0; i < results->count; i++)
		count += results->items[i].outcome == outcome;
	return count;
}

const char *libtest_short_name(const char *name)
{
	static const char module[] = "tests::", doctest[] = " - ";
	const char *item = strstr(name, doctest);

	if (item) /* "src/lib.rs - fee (line 12)" */
		return item + sizeof(doctest) - 1;
	return string_has_prefix(name, module) ? name + sizeof(module) - 1 : name;
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
		free(results->items[i].file);
		free(results->items[i].source);
	}
	free(results->items);
	*results = (struct test_results){NULL, 0, false};
}
