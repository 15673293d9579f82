/*
 * `watch` without a screen: says each event once, for pipes, simple terminals and people who listen.
 */
#include "watch_lines.h"
#include "rustgym/app/advice.h"
#include "rustgym/base/charset.h"
#include "rustgym/base/memory.h"
#include "rustgym/event/loop.h"
#include "rustgym/event/terminal.h"
#include "rustgym/toolchain/libtest.h"
#include "rustgym/ui/reached.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/spoken.h"
#include "rustgym/ui/text.h"
#include "watch_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATIENCE_MS = 500 }; /* ms at the end for a reader that has stopped reading */

void lines_quit(void *data)
{
	struct lines *w = data;

	if (!w->session || w->life == LINES_CLOSED)
		return;
	w->life = editor_has_terminal(w->editor) ? LINES_LEAVES : LINES_CLOSED;
	if (w->life == LINES_LEAVES)
		return;
	session_close(w->session);
	signals_close(&w->signals);
	editor_free(w->editor);
	w->editor = NULL;
	if (w->command)
		job_cancel(w->command);
	uv_close((uv_handle_t *)&w->patience, NULL);
	input_close(w->input);
	w->input = NULL;
	output_close(w->output, PATIENCE_MS);
	w->output = NULL;
}

static void on_gone(const struct error *err, void *data)
{
	struct lines *w = data;

	w->gone = *err;
	lines_quit(w);
}

/* The terminal breaks a line of one word. An address that this program breaks could not be copied as a whole. */
static bool is_one_word(const char *line)
{
	return !strchr(line + strspn(line, " "), ' ');
}

/* Breaks lines between words. The terminal would break them anywhere. */
static void add_rows(const char *text, struct buffer *out)
{
	int columns, rows;

	terminal_size(&columns, &rows);
	while (*text) {
		size_t len = strcspn(text, "\n");
		char *line = memory_copy(text, len);

		if (text_width(line) > (size_t)columns && !is_one_word(line))
			text_break(line, (size_t)columns, text_gutter(line), out);
		else
			buffer_addf(out, "%s\n", line);
		free(line);
		text += len + (text[len] == '\n');
	}
}

void lines_print(struct lines *w, const struct buffer *text)
{
	struct buffer out = BUFFER_INIT;

	if (!w->output)
		return;
	if (isatty(STDOUT_FILENO)) /* the gate knows the character set */
		add_rows(text->data, &out);
	else
		charset_add(text->data, text->len, &out);
	output_add(w->output, out.data, out.len);
	buffer_clear(&out);
}

void lines_say(struct lines *w, const char *text)
{
	struct buffer out = BUFFER_INIT;

	text_clean(text, strlen(text), false, &out);
	buffer_add_char(&out, '\n');
	lines_print(w, &out);
	buffer_clear(&out);
}

/* ---- events ------------------------------------------------------------------------------------- */

/* Says which exercise it is, and its lesson if nobody has changed it yet. */
static void say_subject(struct lines *w, const struct exercise *exercise)
{
	struct buffer out = BUFFER_INIT, task = BUFFER_INIT;
	struct error err = ERROR_INIT;

	w->subject = exercise;
	watch_add_welcome(w->session, w->app, exercise, &out);
	spoken_exercise(exercise, w->app->course->count, &out);
	watch_read_task(w->app, exercise, &task);
	if (task.len)
		buffer_addf(&out, "%s\n", task.data);
	if (session_is_untouched(w->session, exercise) &&
	    advice_lesson(w->app, exercise, &out, &err) == 0) {
		if (exercise->topic->page)
			buffer_addf(&out, "\n`rustgym read` shows the page of the topic %s.\n",
				    exercise->topic->title);
		buffer_add_char(&out, '\n');
	}
	lines_print(w, &out);
	buffer_clear(&task);
	buffer_clear(&out);
}

static void started(const struct exercise *exercise, uint64_t hash, void *data)
{
	struct lines *w = data;
	char *text = memory_format("Checking %s.", exercise->name);

	(void)hash;
	w->noted = false;
	editor_heed_start(w->editor, exercise);
	if (exercise != w->subject && exercise == session_focus(w->session))
		say_subject(w, exercise);
	lines_say(w, text);
	free(text);
}

static void diagnostic(const struct diagnostic *d, const struct exercise *exercise, void *data)
{
	struct lines *w = data;

	editor_heed_error(w->editor, exercise, d); /* the verdict says them all */
}

/* A build says how many crates are done, again and again. */
static void note(const char *text, void *data)
{
	struct lines *w = data;

	if (!w->noted)
		lines_say(w, text);
	w->noted = true;
}

static void notice(const char *text, void *data)
{
	lines_say(data, text);
}

/* Tells that a hint is about what fails now. Without a person who types, nobody could ask for it. */
static void add_offer(const struct lines *w, const struct verdict *v, struct buffer *out)
{
	char *fits = w->input && v->outcome == OUTCOME_FAILED
			     ? advice_fits(w->app, v->exercise, session_progress(w->session))
			     : NULL;

	if (fits)
		buffer_addf(out, "A hint fits %s: h says it.\n", libtest_short_name(fits));
	free(fits);
}

static void verdict(struct verdict *v, void *data)
{
	struct lines *w = data;
	const struct report_options all = {
		.polish = strcmp(w->app->config.values[CONFIG_POLISH], "on") == 0,
		.open = REPORT_ALL};
	struct buffer out = BUFFER_INIT;

	editor_heed(w->editor, v);
	spoken_verdict(v, &out);
	if (v->exercise == session_focus(w->session)) {
		verdict_free(w->last);
		w->last = verdict_keep(v);
		w->finding = 0;
	}
	add_offer(w, v, &out);
	if (!w->input) /* nobody can ask for more */
		report_body(v, &all, &w->app->style, &out);
	if (v->outcome == OUTCOME_PASSED) {
		buffer_add_char(&out, '\n');
		advice_after_pass(w->app, v->exercise, &out);
		buffer_addf(&out, "\n`rustgym solution %s` shows the solution.\n\n",
			    v->exercise->name);
	}
	lines_print(w, &out);
	buffer_clear(&out);
}

static void advanced(const struct exercise *exercise, void *data)
{
	struct lines *w = data;
	char *text = exercise ? memory_format("Next: %s, %s. n goes there.", exercise->name,
					      exercise->title)
			      : memory_copy_string(watch_end(w->app));

	if (!exercise || exercise != session_focus(w->session))
		lines_say(w, text);
	if (!exercise && w->app->course->farewell)
		lines_say(w, w->app->course->farewell);
	free(text);
}

/* Says the first error of the next exercise, or its first failed test. */
static void foreseen(struct verdict *v, void *data)
{
	struct lines *w = data;
	struct buffer out = BUFFER_INIT;

	editor_heed_foreseen(w->editor, v);
	if (v->outcome != OUTCOME_FAILED)
		return;
	buffer_addf(&out, "Now it fails: %s: ", v->exercise->name);
	text_line(v->reason, strlen(v->reason), &out);
	buffer_add_string(&out, ".\n");
	spoken_finding(v, 0, &out);
	lines_print(w, &out);
	buffer_clear(&out);
}

/* Says what was reached if all of these exercises are done. */
static void add_reached(const struct lines *w, const char *title, size_t first, size_t count,
			int64_t seconds, struct buffer *out)
{
	const struct reached all = {w->app->course, session_progress(w->session), first, count,
				    seconds};
	struct buffer hardest = BUFFER_INIT;

	for (size_t i = first; i < first + count; i++)
		if (!progress_done(all.progress, all.course->exercises[i].name))
			return;
	buffer_addf(out, "%s is done: ", title);
	reached_add_effort(&all, out);
	reached_add_hardest(&all, &hardest);
	buffer_addf(out, " in all.%s%s%s\n", hardest.len ? " Hardest was " : "", hardest.data,
		    hardest.len ? "." : "");
	buffer_clear(&hardest);
}

static void timed(const struct exercise *exercise, const struct time_spent *time, void *data)
{
	const struct lines *w = data;
	const struct course *course = w->app->course;
	const struct topic *topic = exercise->topic;
	const struct reached effort = {course, session_progress(w->session), exercise->index, 1,
				       time->exercise};
	char *title = memory_format("The topic %s", topic->title);
	struct buffer out = BUFFER_INIT;

	buffer_addf(&out, "%s took ", exercise->name);
	reached_add_effort(&effort, &out);
	buffer_add_string(&out, ".\n");
	add_reached(w, title, topic->first, topic->count, time->topic, &out);
	add_reached(w, course->title, 0, course->count, time->course, &out);
	lines_print(data, &out);
	buffer_clear(&out);
	free(title);
}

/* ---- what is typed -------------------------------------------------------------------------------- */

/* The end of a pipe ends no session; the end of what a person types (Ctrl-D) does. */
static void input_ended(bool terminal, void *data)
{
	if (terminal)
		lines_quit(data);
}

static void lend_terminal(void *data)
{
	struct lines *w = data;

	input_pause(w->input, true);
}

static void take_terminal_back(void *data)
{
	struct lines *w = data;

	input_pause(w->input, false);
	if (w->life == LINES_LEAVES)
		lines_quit(w);
}

static void begin(struct lines *w)
{
	bool terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	const struct input_handler input = {.line = lines_obey, .ended = input_ended, .data = w};
	const struct editor_host host = {.lend = terminal ? lend_terminal : NULL,
					 .take_back = take_terminal_back,
					 .fail = notice,
					 .tell = notice,
					 .data = w};
	char *text;

	uv_timer_init(&w->loop, &w->patience);
	w->patience.data = w;
	w->editor = editor_new(w->app, &w->loop, &host);
	signals_start(&w->signals, &w->loop, lines_quit, w);
	w->input = input_start(&w->loop, STDIN_FILENO, &input);
	text = memory_format("Watching %s/%s", w->app->reviews ? COURSE_REVIEW : "exercises",
			     w->input ? ". Type a letter and Enter: h hint, e edit, j next error, "
					"n next, q quit, ? all letters."
				      : " (Ctrl-C ends it).");
	lines_say(w, text);
	free(text);
	if (w->gone.code)
		lines_quit(w);
	else
		session_begin(w->session);
}

int watch_lines(struct app *app, struct error *err)
{
	struct lines w = {.app = app, .heard = BUFFER_INIT};
	struct session_listener listener = {.started = started,
					    .diagnostic = diagnostic,
					    .note = note,
					    .notice = notice,
					    .verdict = verdict,
					    .advanced = advanced,
					    .foreseen = foreseen,
					    .timed = timed,
					    .data = &w};
	const struct output_handler output = {.failed = on_gone, .data = &w};
	int result = loop_open(&w.loop, err);

	if (result)
		return result;
	app->style.unicode = false; /* words, and no signs */
	if (!isatty(STDOUT_FILENO))
		app->style.width = STYLE_UNSEEN;
	w.output = output_start(&w.loop, STDOUT_FILENO, &output);
	result = session_open(app, &w.loop, &listener, &w.session, err);
	if (!result)
		begin(&w);
	else
		output_close(w.output, PATIENCE_MS);
	uv_run(&w.loop, UV_RUN_DEFAULT);
	session_free(w.session);
	verdict_free(w.last);
	buffer_clear(&w.heard);
	uv_loop_close(&w.loop);
	if (!result && w.gone.code)
		result = error_set(err, w.gone.code, "%s", w.gone.message);
	return result;
}
