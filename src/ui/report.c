#include "rustgym/ui/report.h"
#include "rustgym/base/memory.h"
#include "rustgym/toolchain/diagnostic.h"
#include "rustgym/toolchain/libtest.h"
#include "rustgym/ui/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TEST_MESSAGES_MAX = 5, OUTPUT_LINES_MAX = 200 };

/* Appends cleaned text, with `indent` spaces before each line. */
static void add_indented(struct buffer *out, const char *text, size_t indent, bool colour)
{
	struct buffer clean = BUFFER_INIT;
	const char *at;

	text_clean(text, strlen(text), colour, &clean);
	for (at = clean.data; *at;) {
		size_t len = strcspn(at, "\n");
		if (len)
			buffer_add_repeated(out, " ", indent);
		buffer_add(out, at, len);
		buffer_add_char(out, '\n');
		at += len + (at[len] == '\n');
	}
	buffer_clear(&clean);
}

void report_diagnostic(const struct diagnostic *diagnostic, const struct style *style,
		       struct buffer *out)
{
	text_clean(diagnostic->rendered, strlen(diagnostic->rendered), style->colour, out);
	if (out->len && out->data[out->len - 1] != '\n')
		buffer_add_char(out, '\n');
}

static void add_diagnostics(const struct verdict *verdict, enum level level,
			    const struct style *style, struct buffer *out)
{
	for (size_t i = 0; i < verdict->diagnostics.count; i++)
		if (verdict->diagnostics.items[i].level == level)
			report_diagnostic(&verdict->diagnostics.items[i], style, out);
}

static void add_tests(const struct verdict *verdict, const struct style *style, struct buffer *out)
{
	size_t shown = 0, failed = libtest_count(&verdict->tests, TEST_FAILED);

	for (size_t i = 0; i < verdict->tests.count; i++) {
		const struct test_result *test = &verdict->tests.items[i];
		struct buffer name = BUFFER_INIT;

		text_clean(test->name, strlen(test->name), false, &name);
		if (test->outcome == TEST_FAILED)
			style_addf(out, style, INK_RED, "  %s %s", style_mark(style, "✗", "FAIL"),
				   name.data);
		else if (test->outcome == TEST_PASSED)
			style_addf(out, style, INK_GREEN, "  %s %s", style_mark(style, "✓", "ok  "),
				   name.data);
		else
			style_addf(out, style, INK_DIM, "  %s %s (%s)",
				   style_mark(style, "·", "-   "), name.data,
				   test_outcome_name(test->outcome));
		buffer_add_char(out, '\n');
		buffer_clear(&name);
		if (test->outcome == TEST_FAILED && test->message && shown++ < TEST_MESSAGES_MAX)
			add_indented(out, test->message, 6, style->colour);
	}
	if (failed > TEST_MESSAGES_MAX)
		style_addf(out, style, INK_DIM, "  (the first %d messages are shown)\n",
			   TEST_MESSAGES_MAX);
}

/*
 * Appends at most OUTPUT_LINES_MAX lines of the program's output, from its beginning and its end.
 */
static void add_output(const char *output, const struct style *style, struct buffer *out)
{
	size_t lines = 0, line = 0;

	for (const char *at = output; *at; at++)
		lines += *at == '\n';
	for (const char *at = output; *at; line++) {
		size_t len = strcspn(at, "\n");
		char *copy = memory_copy(at, len);

		if (lines <= OUTPUT_LINES_MAX || line < OUTPUT_LINES_MAX / 2 ||
		    line >= lines - OUTPUT_LINES_MAX / 2)
			add_indented(out, *copy ? copy : " ", 4, style->colour);
		else if (line == OUTPUT_LINES_MAX / 2)
			style_addf(out, style, INK_DIM, "    (%zu lines left out)\n",
				   lines - OUTPUT_LINES_MAX);
		free(copy);
		at += len + (at[len] == '\n');
	}
}

static void add_run(const struct verdict *verdict, const struct style *style, struct buffer *out)
{
	if (verdict->wrong_output) {
		style_add(out, style, INK_BOLD, "  it should print:\n");
		add_indented(out, verdict->exercise->prints, 4, false);
		style_add(out, style, INK_BOLD, "  it prints:\n");
	} else if (*verdict->output) {
		style_add(out, style, INK_BOLD, "  output:\n");
	}
	add_output(*verdict->output || !verdict->wrong_output ? verdict->output : "(nothing)",
		   style, out);
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

void report_verdict(const struct verdict *verdict, bool polish, const struct style *style,
		    struct buffer *out)
{
	size_t warnings = diagnostics_count(&verdict->diagnostics, LEVEL_WARNING);
	bool tested = verdict->tests.count > 0;

	report_headline(verdict, style, out);
	if (verdict->note) {
		struct buffer note = BUFFER_INIT;

		text_clean(verdict->note, strlen(verdict->note), false, &note);
		style_addf(out, style, INK_YELLOW, "  %s\n", note.data);
		buffer_clear(&note);
	}
	if (verdict->handed_out)
		style_add(
			out, style, INK_DIM,
			verdict->outcome == OUTCOME_PASSED
				? "  Your tests are not as they were handed out; your code passes "
				  "both.\n"
				: "  Your tests are not as they were handed out, and yours pass. An "
				  "exercise is done when\n  those that were handed out pass, too "
				  "(`rustgym diff` shows what differs).\n");
	if (diagnostics_count(&verdict->diagnostics, LEVEL_ERROR))
		buffer_add_char(out, '\n');
	add_diagnostics(verdict, LEVEL_ERROR, style, out);
	if (tested && libtest_count(&verdict->tests, TEST_PASSED) < verdict->tests.count)
		add_tests(verdict, style, out);
	if (shows_output(verdict))
		add_run(verdict, style, out);
	if (!warnings || verdict->outcome == OUTCOME_UNVERIFIED)
		return;
	if (polish) {
		style_addf(out, style, INK_YELLOW,
			   "\npolish: %zu warning%s, which do%s not block\n", warnings,
			   warnings == 1 ? "" : "s", warnings == 1 ? "es" : "");
		add_diagnostics(verdict, LEVEL_WARNING, style, out);
	}
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
	buffer_addf(out, "  %s\n", exercise->title);
	if (exercise->stage)
		style_addf(out, style, INK_DIM, "%s, stage %d of %zu, about %d minutes\n",
			   exercise->topic->title, exercise->stage, exercise->topic->count,
			   exercise->minutes);
	else if (exercise->minutes)
		style_addf(out, style, INK_DIM, "%s, about %d minutes\n", exercise->topic->title,
			   exercise->minutes);
	else
		style_addf(out, style, INK_DIM, "%s\n", exercise->topic->title);
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
		buffer_addf(out, "  %s\n    ", exercise->links[i].title);
		style_add(out, style, INK_UNDERLINE, exercise->links[i].url);
		buffer_add_char(out, '\n');
	}
}

size_t report_count_done(const struct course *course, const struct progress *progress)
{
	size_t done = 0;

	for (size_t i = 0; i < course->count; i++)
		done += progress_done(progress, course->exercises[i].name);
	return done;
}

static void add_row(const struct exercise *e, enum progress_standing standing, bool current,
		    size_t name_width, const struct style *style, struct buffer *out)
{
	style_add(out, style, INK_CYAN, current ? style_mark(style, "▶ ", "> ") : "  ");
	if (standing == PROGRESS_DONE)
		style_add(out, style, INK_GREEN, style_mark(style, "✓ ", "done       "));
	else if (standing == PROGRESS_FAILS_NOW)
		style_add(out, style, INK_RED, style_mark(style, "✗ ", "fails now  "));
	else
		style_add(out, style, INK_DIM, style_mark(style, "· ", "pending    "));
	text_fit(e->name, name_width, style->unicode, out);
	buffer_add_string(out, "  ");
	buffer_add_string(out, e->title);
	if (standing == PROGRESS_FAILS_NOW && style->unicode)
		style_add(out, style, INK_RED, "  (was done, fails now)");
	buffer_add_char(out, '\n');
}

static bool has_part(const char *whole, const char *part)
{
	size_t len = strlen(part);

	for (; *whole; whole++)
		if (strncasecmp(whole, part, len) == 0)
			return true;
	return !len;
}

static bool teaches(const struct exercise *e, const char *skill)
{
	size_t len = strlen(skill);

	for (size_t i = 0; i < e->skills.count; i++) {
		const char *id = e->skills.items[i];
		if (strncmp(id, skill, len) == 0 && (!id[len] || id[len] == '.'))
			return true;
	}
	return false;
}

static bool is_selected(const struct exercise *e, const struct progress *progress,
			const struct list_selection *s)
{
	const struct topic *topic = e->topic;

	return !s ||
	       ((!s->phase || has_part(topic->phase->dir, s->phase) ||
		 has_part(topic->phase->title, s->phase)) &&
		(!s->topic || has_part(topic->dir, s->topic) || has_part(topic->title, s->topic)) &&
		(!s->skill || teaches(e, s->skill)) &&
		(!s->pending || !progress_done(progress, e->name)));
}

void report_list(const struct course *course, const struct progress *progress,
		 const struct exercise *current, const struct list_selection *selection,
		 const struct style *style, struct buffer *out)
{
	size_t done = report_count_done(course, progress), name_width = 0;
	const struct topic *topic = NULL;

	for (size_t i = 0; i < course->count; i++)
		if (strlen(course->exercises[i].name) > name_width)
			name_width = strlen(course->exercises[i].name);
	for (size_t i = 0; i < course->count; i++) {
		const struct exercise *e = &course->exercises[i];

		if (!is_selected(e, progress, selection))
			continue;
		if (!topic || topic->phase != e->topic->phase) {
			style_add(out, style, INK_BOLD, e->topic->phase->title);
			buffer_add_char(out, '\n');
		}
		if (topic != e->topic)
			style_addf(out, style, INK_CYAN, "  %s\n", e->topic->title);
		topic = e->topic;
		add_row(e, progress_standing(progress, e->name), e == current, name_width, style,
			out);
	}
	buffer_addf(out, "\n%zu of %zu done\n", done, course->count);
}
