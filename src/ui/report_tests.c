#include "mismatch.h"
#include "report_internal.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/toolchain/libtest.h"
#include "rustgym/toolchain/panic.h"
#include "rustgym/ui/text.h"

#include <stdlib.h>
#include <string.h>

enum { PRINTED_MAX = 10 };

/* Removes the number of a thread, which says nothing: thread 'a' (30662) panicked at ... */
static void remove_thread_number(char *line)
{
	static const char verb[] = " panicked at ";
	char *verb_at = strncmp(line, "thread '", 8) == 0 ? strstr(line, verb) : NULL;
	char *from = verb_at;

	if (!from || from[-1] != ')')
		return;
	do
		from--;
	while (from > line && *from != '(');
	if (from - 2 > line && from[-1] == ' ' && from[-2] == '\'')
		memmove(from - 1, verb_at, strlen(verb_at) + 1);
}

/* Appends what a test printed before it panicked: its first and last lines, if it is not shown whole. */
static void add_printed(const char *text, size_t len, const struct report_options *options,
			const struct style *style, struct buffer *out)
{
	size_t lines = 1, line = 0;
	char *copy;

	while (len && strchr("\n ", text[len - 1])) /* an empty line is before the panic */
		len--;
	copy = memory_copy(text, len);
	for (size_t i = 0; i < len; i++)
		lines += copy[i] == '\n';
	if (len)
		buffer_addf(out, "      it printed:\n");
	for (char *at = copy; *at; line++) {
		size_t end = strcspn(at, "\n");
		bool last = !at[end];

		at[end] = '\0';
		remove_thread_number(at);
		if (options->whole || lines <= PRINTED_MAX + 1 || line < PRINTED_MAX / 2 ||
		    line + PRINTED_MAX / 2 >= lines)
			report_add_indented(*at ? at : " ", 8, style->colour, style, out);
		else if (line == PRINTED_MAX / 2)
			buffer_addf(out, "        (%zu more lines%s)\n", lines - PRINTED_MAX,
				    options->open == REPORT_ALL ? "" : ": v shows them");
		at += end + !last;
	}
	free(copy);
}

/* Appends why a test failed: the assertion, its values, and what was printed. */
static void add_failure(const struct test_result *test, const struct report_options *options,
			const struct style *style, struct buffer *out)
{
	struct panic panic;
	struct panic_values values;

	if (test->source)
		report_add_fitted(test->source, 6, style, out);
	if (!test->message)
		return;
	if (panic_is_missing(test->message, &panic)) {
		report_add_indented("it did not panic, and it should", 6, false, style, out);
		return;
	}
	if (!panic_find(test->message, test->name, &panic)) {
		report_add_indented(test->message, 6, style->colour, style, out);
		return;
	}
	if (panic_values(&panic, &values)) {
		struct mismatch mismatch = {
			"left",          "right",          values.left, values.right,
			values.left_len, values.right_len, 6,           options->whole};
		char *about = memory_copy(values.about, values.about_len);

		if (!test->source || strchr(about, ':'))
			report_add_indented(about, 6, style->colour, style, out);
		mismatch_draw(&mismatch, style, out);
		free(about);
	} else {
		report_add_indented(panic.text, 6, style->colour, style, out);
	}
	add_printed(test->message, panic.before, options, style, out);
}

/* Appends the name of a failed test and its place to `line`, and the line to `out`, in rows. */
static void add_failed(const struct test_result *test, const struct style *style,
		       struct buffer *line, struct buffer *out)
{
	enum { INDENT = 4 };
	struct buffer name = BUFFER_INIT;
	size_t width = style->width > 20 ? (size_t)style->width : 20;

	text_line(libtest_short_name(test->name), strlen(libtest_short_name(test->name)), &name);
	style_addf(line, style, INK_RED, "%s %s", style_mark(style, "✗", "FAIL"), name.data);
	buffer_clear(&name);
	if (test->file && test->line) {
		text_line(path_base(test->file), strlen(path_base(test->file)), &name);
		buffer_addf(line, "  %s:%d", name.data, test->line);
	}
	buffer_clear(&name);
	if (text_width(line->data) > width) {
		text_break(line->data, width, INDENT, out);
	} else {
		buffer_add(out, line->data, line->len);
		buffer_add_char(out, '\n');
	}
}

/* Appends the names of all tests with this outcome, in one paragraph. */
static void add_names(const struct test_results *tests, enum test_outcome outcome, enum ink ink,
		      const char *mark, const char *words, const struct style *style,
		      struct buffer *out)
{
	size_t count = libtest_count(tests, outcome);
	struct buffer names = BUFFER_INIT;
	bool first = true;

	if (!count)
		return;
	style_addf(&names, style, ink, "%s %zu %s", mark, count, words);
	for (size_t i = 0; i < tests->count; i++) {
		const char *name = libtest_short_name(tests->items[i].name);

		if (tests->items[i].outcome != outcome)
			continue;
		buffer_add_string(&names, first ? ": " : ", ");
		text_line(name, strlen(name), &names);
		first = false;
	}
	buffer_add_string(out, "  ");
	text_fill(names.data, style->width > 20 ? (size_t)style->width : 20, 4, out);
	buffer_add_char(out, '\n');
	buffer_clear(&names);
}

void report_add_tests(const struct verdict *verdict, const struct report_options *options,
		      const struct style *style, struct buffer *out)
{
	const struct test_results *tests = &verdict->tests;
	size_t count = libtest_count(tests, TEST_FAILED), number = 0;
	size_t most = options->most ? options->most : count;

	for (size_t i = 0; i < tests->count; i++) {
		bool open = options->open == REPORT_ALL ? number < most
							: (size_t)options->open == number;
		struct buffer line = BUFFER_INIT;

		if (tests->items[i].outcome != TEST_FAILED)
			continue;
		number++;
		if (options->open == REPORT_ALL)
			buffer_add_string(&line, "  ");
		else
			report_add_number(number, count, open, style, &line);
		add_failed(&tests->items[i], style, &line, out);
		if (open)
			add_failure(&tests->items[i], options, style, out);
		buffer_clear(&line);
	}
	if (options->open == REPORT_ALL && count > most)
		buffer_addf(out, "  (the first %zu messages are shown)\n", most);
	add_names(tests, TEST_UNFINISHED, INK_RED, style_mark(style, "✗", "-"), "had not ended",
		  style, out);
	add_names(tests, TEST_PASSED, INK_GREEN, style_mark(style, "✓", "ok"),
		  libtest_count(tests, TEST_PASSED) == 1 ? "passes" : "pass", style, out);
	add_names(tests, TEST_IGNORED, INK_YELLOW, style_mark(style, "·", "-"), "ignored", style,
		  out);
}
