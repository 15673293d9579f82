#include "rustgym/ui/report.h"
#include "mismatch.h"
#include "report_internal.h"
#include "rustgym/base/memory.h"
#include "rustgym/toolchain/diagnostic.h"
#include "rustgym/toolchain/libtest.h"
#include "rustgym/ui/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OUTPUT_LINES_MAX = 200, TESTS_MAX = 5 };

/* ---- pieces -------------------------------------------------------------------------------------- */

void report_add_indented(const char *text, size_t indent, bool colour, const struct style *style,
			 struct buffer *out)
{
	struct buffer clean = BUFFER_INIT, line = BUFFER_INIT;

	text_clean(text, strlen(text), colour, &clean);
	for (const char *at = clean.data; *at;) {
		size_t len = strcspn(at, "\n");

		buffer_reset(&line);
		if (len)
			buffer_add_repeated(&line, " ", indent);
		buffer_add(&line, at, len);
		if (style->width > 0 && text_width(line.data) > (size_t)style->width) {
			text_break(line.data, (size_t)style->width, indent, out);
		} else {
			buffer_add(out, line.data, line.len);
			buffer_add_char(out, '\n');
		}
		at += len + (at[len] == '\n');
	}
	buffer_clear(&clean);
	buffer_clear(&line);
}

void report_add_number(size_t number, size_t count, bool open, const struct style *style,
		       struct buffer *out)
{
	int digits = snprintf(NULL, 0, "%zu", count);

	if (count < 2)
		return;
	style_addf(out, style, open ? INK_BOLD : INK_CYAN, "%s %*zu/%zu",
		   open ? style_mark(style, "▸", ">") : " ", digits, number, count);
	buffer_add_string(out, "  ");
}

void report_add_fitted(const char *text, size_t indent, const struct style *style,
		       struct buffer *out)
{
	size_t width = style->width > 20 ? (size_t)style->width : 20;

	buffer_add_repeated(out, " ", indent);
	text_fill(text, width, indent, out);
	buffer_add_char(out, '\n');
}

/* ---- errors -------------------------------------------------------------------------------------- */

/*
 * Returns the columns before the further rows of a line of a compiler's message: up to the words of a label below
 * the code ("   |     ^^^ words") or of a note ("   = note: words"), if that leaves room for words.
 */
static size_t further_column(const char *line, size_t width)
{
	enum { LEAST_WORDS = 24 };
	struct buffer clean = BUFFER_INIT;
	size_t gutter, column;

	text_line(line, strlen(line), &clean);
	gutter = column = text_gutter(clean.data);
	if (strspn(clean.data, " ") + 2 == gutter) /* there is no number before the bar */
		column += strspn(clean.data + gutter, " ^-~_|+.");
	else if (strncmp(clean.data + gutter, "= ", 2) == 0)
		column += 2 + strcspn(clean.data + gutter + 2, " ") + 1;
	buffer_clear(&clean);
	return column + LEAST_WORDS <= width ? column : gutter;
}

/* Appends a line of a compiler message. A continuation keeps the colour and repeats the gutter. */
static void add_code_line(const char *line, const struct style *style, struct buffer *out)
{
	size_t width = style->width > 0 ? (size_t)style->width : 80;

	if (text_width(line) <= width) {
		buffer_add_string(out, line);
		buffer_add_char(out, '\n');
	} else {
		text_break_below(line, width, further_column(line, width), out);
	}
}

/* rustc names a file of the standard library with the folder of its build: "/rustc/" and 40 hexadecimal digits. */
static void remove_folder_of_std(char *text)
{
	static const char folder[] = "/rustc/", digits[] = "0123456789abcdef";

	while ((text = strstr(text, folder))) {
		size_t len = sizeof(folder) - 1;

		len += strspn(text + len, digits);
		if (len > sizeof(folder) - 1 && text[len] == '/')
			memmove(text, text + len + 1, strlen(text + len + 1) + 1);
		else
			text += len;
	}
}

void report_diagnostic(const struct diagnostic *diagnostic, const struct style *style,
		       struct buffer *out)
{
	struct buffer clean = BUFFER_INIT;

	text_clean(diagnostic->rendered, strlen(diagnostic->rendered), style->colour, &clean);
	remove_folder_of_std(clean.data);
	for (char *at = clean.data; *at;) {
		size_t len = strcspn(at, "\n");
		bool last = !at[len];

		at[len] = '\0';
		add_code_line(at, style, out);
		at += len + !last;
	}
	buffer_clear(&clean);
}

static void add_diagnostics(const struct verdict *verdict, enum level level,
			    const struct style *style, struct buffer *out)
{
	for (size_t i = 0; i < verdict->diagnostics.count; i++)
		if (verdict->diagnostics.items[i].level == level)
			report_diagnostic(&verdict->diagnostics.items[i], style, out);
}

void report_error_line(const struct diagnostic *d, const struct style *style, struct buffer *out)
{
	struct buffer line = BUFFER_INIT;

	if (d->code)
		buffer_addf(&line, "%s  ", d->code);
	if (d->file)
		buffer_addf(&line, ":%d:%d  ", d->line, d->column);
	text_line(d->message, strlen(d->message), &line);
	text_shorten(line.data, style->width > 12 ? (size_t)style->width - 10 : 10, style->unicode,
		     out);
	buffer_add_char(out, '\n');
	buffer_clear(&line);
}

/* Appends an empty row between an error and what is above it. */
static void part_from_above(struct buffer *out)
{
	if (out->len && (out->len < 2 || memcmp(out->data + out->len - 2, "\n\n", 2) != 0))
		buffer_add_char(out, '\n');
}

static void add_errors(const struct verdict *verdict, const struct report_options *options,
		       const struct style *style, struct buffer *out)
{
	size_t count = diagnostics_count(&verdict->diagnostics, LEVEL_ERROR), number = 0;

	if (count && options->open == REPORT_ALL)
		part_from_above(out);
	for (size_t i = 0; i < verdict->diagnostics.count; i++) {
		const struct diagnostic *d = &verdict->diagnostics.items[i];
		bool open = options->open == REPORT_ALL || (size_t)options->open == number;

		if (d->level != LEVEL_ERROR)
			continue;
		number++;
		if (options->open != REPORT_ALL)
			report_add_number(number, count, open, style, out);
		if (open && options->open != REPORT_ALL && count > 1)
			buffer_add_char(out, '\n');
		if (open)
			report_diagnostic(d, style, out);
		else
			report_error_line(d, style, out);
	}
}

bool report_cuts(const struct verdict *verdict, const struct style *style)
{
	struct report_options options = {.open = 0};
	struct buffer cut = BUFFER_INIT, whole = BUFFER_INIT;
	bool cuts;

	report_body(verdict, &options, style, &cut);
	options.whole = true;
	report_body(verdict, &options, style, &whole);
	cuts = cut.len != whole.len;
	buffer_clear(&cut);
	buffer_clear(&whole);
	return cuts;
}

size_t report_findings(const struct verdict *verdict)
{
	size_t errors = diagnostics_count(&verdict->diagnostics, LEVEL_ERROR);

	return errors ? errors : libtest_count(&verdict->tests, TEST_FAILED);
}

/* ---- the program ---------------------------------------------------------------------------------- */

/*
 * Appends the program's output; at most OUTPUT_LINES_MAX lines from its beginning and its end.
 */
static void add_output(const char *output, const struct report_options *options,
		       const struct style *style, struct buffer *out)
{
	size_t lines = 0, line = 0;

	for (const char *at = output; *at; at++)
		lines += *at == '\n';
	for (const char *at = output; *at; line++) {
		size_t len = strcspn(at, "\n");
		char *copy = memory_copy(at, len);

		if (options->whole || lines <= OUTPUT_LINES_MAX || line < OUTPUT_LINES_MAX / 2 ||
		    line >= lines - OUTPUT_LINES_MAX / 2)
			report_add_indented(*copy ? copy : " ", 4, style->colour, style, out);
		else if (line == OUTPUT_LINES_MAX / 2)
			style_addf(out, style, INK_DIM, "    (%zu lines left out%s)\n",
				   lines - OUTPUT_LINES_MAX,
				   options->open == REPORT_ALL ? "" : ": v shows them");
		free(copy);
		at += len + (at[len] == '\n');
	}
}

/* Line ends at the end make no difference for the verdict. */
static size_t length_without_end(const char *text)
{
	size_t len = strlen(text);

	while (len && (text[len - 1] == '\n' || text[len - 1] == '\r'))
		len--;
	return len;
}

static bool has_lines(const char *text, size_t len)
{
	return memchr(text, '\n', len) != NULL;
}

/* Appends both outputs around their first difference, and whole if they have several lines. */
static void add_wrong_output(const struct verdict *verdict, const struct report_options *options,
			     const struct style *style, struct buffer *out)
{
	const char *wanted = verdict->exercise->prints;
	struct mismatch mismatch = {.left_name = "it prints",
				    .right_name = "it should print",
				    .left = verdict->output,
				    .right = wanted,
				    .left_len = length_without_end(verdict->output),
				    .right_len = length_without_end(wanted),
				    .indent = 2};
	bool lines = has_lines(mismatch.left, mismatch.left_len) ||
		     has_lines(mismatch.right, mismatch.right_len);

	mismatch.whole = options->whole && !lines;
	mismatch_draw(&mismatch, style, out);
	if (!lines)
		return;
	style_add(out, style, INK_BOLD, "  it should print:\n");
	report_add_indented(wanted, 4, false, style, out);
	style_add(out, style, INK_BOLD, "  it prints:\n");
	add_output(*verdict->output ? verdict->output : "(nothing)", options, style, out);
}

static bool begins_and_ends(const char *line, size_t len, const char *begin, const char *end)
{
	return len >= strlen(begin) + strlen(end) && strncmp(line, begin, strlen(begin)) == 0 &&
	       strncmp(line + len - strlen(end), end, strlen(end)) == 0;
}

/* "running 3 tests", "test tests::a ... ok" */
static bool is_from_libtest(const char *line, size_t len)
{
	return begins_and_ends(line, len, "running ", " tests") ||
	       begins_and_ends(line, len, "running ", " test") ||
	       begins_and_ends(line, len, "test ", " ... ") ||
	       begins_and_ends(line, len, "test ", " ... ok");
}

/* Appends the lines of tests that were stopped, without those of the test library. */
static void add_own_lines(const char *output, struct buffer *out)
{
	for (const char *at = output; *at;) {
		size_t len = strcspn(at, "\n");
		size_t next = len + (at[len] == '\n');

		if (!is_from_libtest(at, len) && (len || out->len))
			buffer_add(out, at, next);
		at += next;
	}
}

static void add_run(const struct verdict *verdict, const struct report_options *options,
		    const struct style *style, struct buffer *out)
{
	struct buffer own = BUFFER_INIT;

	if (verdict->wrong_output) {
		add_wrong_output(verdict, options, style, out);
		return;
	}
	if (verdict->tests.count && verdict->outcome == OUTCOME_FAILED)
		add_own_lines(verdict->output, &own);
	else
		buffer_add_string(&own, verdict->output);
	if (own.len)
		style_add(out, style, INK_BOLD, "  output:\n");
	add_output(own.data, options, style, out);
	buffer_clear(&own);
}

/* Tells whether the verdict shows the program's output. A program without tests always shows it. */
static bool shows_output(const struct verdict *verdict)
{
	const struct exercise *exercise = verdict->exercise;

	if (!verdict->tests.count)
		return true;
	if (verdict->outcome == OUTCOME_FAILED)
		return !libtest_count(&verdict->tests, TEST_FAILED) &&
		       (verdict->step == STEP_TEST || verdict->step == STEP_RUN ||
			verdict->step == STEP_FMT);
	for (size_t i = 0; verdict->outcome == OUTCOME_PASSED && i < exercise->step_count; i++)
		if (exercise->steps[i] == STEP_RUN)
			return true;
	return false;
}

void report_headline(const struct verdict *verdict, const struct style *style, struct buffer *out)
{
	const char *name = verdict->exercise->name;
	size_t tests = libtest_count(&verdict->tests, TEST_PASSED);

	if (verdict->outcome == OUTCOME_PASSED) {
		style_addf(out, style, INK_GREEN, "%s %s passed", style_mark(style, "✓", "ok"),
			   name);
		if (tests)
			style_addf(out, style, INK_DIM, "  %zu test%s", tests,
				   tests == 1 ? "" : "s");
	} else {
		struct buffer reason = BUFFER_INIT;
		text_clean(verdict->reason, strlen(verdict->reason), false, &reason);
		if (verdict->outcome == OUTCOME_FAILED)
			style_addf(out, style, INK_RED, "%s %s: ", style_mark(style, "✗", "FAILED"),
				   name);
		else
			style_addf(out, style, INK_YELLOW,
				   "%s %s could not be verified: ", style_mark(style, "?", "??"),
				   name);
		buffer_add_string(out, reason.data);
		buffer_clear(&reason);
	}
	style_addf(out, style, INK_DIM, "  (%" PRIu64 ".%02" PRIu64 " s)", verdict->ms.total / 1000,
		   verdict->ms.total % 1000 / 10);
	buffer_add_char(out, '\n');
}

static void add_notes(const struct verdict *verdict, const struct style *style, struct buffer *out)
{
	if (verdict->note) {
		struct buffer note = BUFFER_INIT;

		text_clean(verdict->note, strlen(verdict->note), false, &note);
		style_addf(out, style, INK_YELLOW, "  %s\n", note.data);
		buffer_clear(&note);
	}
	if (verdict->handed_out)
		report_add_fitted(
			verdict->outcome == OUTCOME_PASSED
				? "Your tests are not as they were handed out; your code passes "
				  "both."
				: "Your tests are not as they were handed out, and yours pass. "
				  "An exercise is done when those that were handed out pass, "
				  "too (`rustgym diff` shows what differs).",
			2, style, out);
}

static void add_polish(const struct verdict *verdict, const struct style *style, struct buffer *out)
{
	size_t warnings = diagnostics_count(&verdict->diagnostics, LEVEL_WARNING);

	if (!warnings)
		return;
	style_addf(out, style, INK_YELLOW, "\npolish: %zu warning%s, which do%s not block\n",
		   warnings, warnings == 1 ? "" : "s", warnings == 1 ? "es" : "");
	add_diagnostics(verdict, LEVEL_WARNING, style, out);
}

void report_body(const struct verdict *verdict, const struct report_options *options,
		 const struct style *style, struct buffer *out)
{
	const struct test_results *tests = &verdict->tests;

	add_notes(verdict, style, out);
	add_errors(verdict, options, style, out);
	if (libtest_count(tests, TEST_PASSED) < tests->count)
		report_add_tests(verdict, options, style, out);
	if (shows_output(verdict))
		add_run(verdict, options, style, out);
	if (options->polish && verdict->outcome != OUTCOME_UNVERIFIED)
		add_polish(verdict, style, out);
}

void report_verdict(const struct verdict *verdict, bool polish, const struct style *style,
		    struct buffer *out)
{
	const struct report_options options = {
		.polish = polish, .open = REPORT_ALL, .most = TESTS_MAX};

	report_headline(verdict, style, out);
	report_body(verdict, &options, style, out);
}

/* The task is the header of the first test file. The learner may edit any file of the package. */
static void add_stage_files(const struct exercise *exercise, const struct style *style,
			    struct buffer *out)
{
	buffer_add_string(out, "task:    ");
	style_addf(out, style, INK_UNDERLINE, "%s/tests/%s.rs", exercise->path,
		   exercise->tests.items[0]);
	buffer_add_string(out, "\npackage: ");
	style_add(out, style, INK_UNDERLINE, exercise->path);
	buffer_add_char(out, '\n');
}

void report_exercise(const struct exercise *exercise, const struct style *style, struct buffer *out)
{
	style_add(out, style, INK_BOLD, exercise->name);
	buffer_addf(out, "%s%s\n", *exercise->title ? "  " : "", exercise->title);
	if (exercise->stage)
		buffer_addf(out, "%s, stage %d of %zu, about %d minutes\n", exercise->topic->title,
			    exercise->stage, exercise->topic->count, exercise->minutes);
	else if (exercise->minutes)
		buffer_addf(out, "%s, about %d minute%s\n", exercise->topic->title,
			    exercise->minutes, exercise->minutes == 1 ? "" : "s");
	else
		buffer_addf(out, "%s\n", exercise->topic->title);
	if (exercise->stage)
		add_stage_files(exercise, style, out);
	else if (exercise->folder && exercise->files.count)
		for (size_t i = 0; i < exercise->files.count; i++)
			style_addf(out, style, INK_UNDERLINE, "%s/%s", exercise->path,
				   exercise->files.items[i]),
				buffer_add_char(out, '\n');
	else
		style_add(out, style, INK_UNDERLINE, exercise->path), buffer_add_char(out, '\n');
}

void report_links(const struct exercise *exercise, const struct style *style, struct buffer *out)
{
	if (exercise->link_count)
		style_add(out, style, INK_BOLD, "Read more"), buffer_add_char(out, '\n');
	for (size_t i = 0; i < exercise->link_count; i++) {
		report_add_fitted(exercise->links[i].title, 2, style, out);
		if (text_width(exercise->links[i].url) + 4 <= (size_t)style->width)
			buffer_add_string(out, "    ");
		style_add(out, style, INK_UNDERLINE, exercise->links[i].url);
		buffer_add_char(out, '\n');
	}
}

size_t report_count_done_in(const struct course *course, const struct progress *progress,
			    const struct topic *topic)
{
	size_t done = 0;

	for (size_t i = topic->first; i < topic->first + topic->count; i++)
		done += progress_done(progress, course->exercises[i].name);
	return done;
}

size_t report_count_done(const struct course *course, const struct progress *progress)
{
	size_t done = 0;

	for (size_t i = 0; i < course->count; i++)
		done += progress_done(progress, course->exercises[i].name);
	return done;
}
