/*
 * `watch` without a screen: prints plain lines, for pipes and simple terminals.
 */
#include "rustgym/app/advice.h"
#include "rustgym/base/memory.h"
#include "rustgym/event/loop.h"
#include "rustgym/event/output.h"
#include "rustgym/event/signals.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/text.h"
#include "watch_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct lines {
	struct app *app;
	uv_loop_t loop;
	struct session *session;
	struct signals signals;
	const struct exercise *subject; /* the exercise that was shown last */
	struct output *output;
	struct error gone; /* set when standard output is gone */
};

enum { PATIENCE_MS = 500 }; /* ms at the end for a reader that has stopped reading */

static void quit(void *data)
{
	struct lines *w = data;

	if (!w->session || uv_is_closing((uv_handle_t *)&w->signals.handles[0]))
		return;
	session_close(w->session);
	signals_close(&w->signals);
	output_close(w->output, PATIENCE_MS);
	w->output = NULL;
}

static void on_gone(const struct error *err, void *data)
{
	struct lines *w = data;

	w->gone = *err;
	quit(w);
}

static void print(struct lines *w, const struct buffer *text)
{
	if (w->output)
		output_add(w->output, text->data, text->len);
}

static void print_text(struct lines *w, const char *text)
{
	struct buffer out = BUFFER_INIT;

	text_clean(text, strlen(text), false, &out);
	buffer_add_char(&out, '\n');
	print(w, &out);
	buffer_clear(&out);
}

/* Shows the lesson before the first verdict on an exercise that nobody has changed yet. */
static void print_lesson(struct lines *w, const struct exercise *exercise)
{
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	if (exercise == w->subject || exercise != session_focus(w->session))
		return;
	w->subject = exercise;
	watch_add_welcome(w->session, w->app->course, exercise, &out);
	if (session_is_untouched(w->session, exercise) &&
	    advice_lesson(w->app, exercise, &out, &err) == 0) {
		if (exercise->topic->page)
			buffer_addf(&out, "\n`rustgym read` shows the page of the topic %s.\n",
				    exercise->topic->title);
		buffer_add_char(&out, '\n');
		print(w, &out);
	}
	buffer_clear(&out);
}

static void started(const struct exercise *exercise, uint64_t hash, void *data)
{
	char *text = memory_format("checking %s (%s)", exercise->name, exercise->path);

	(void)hash;
	print_text(data, text);
	print_lesson(data, exercise);
	free(text);
}

static void diagnostic(const struct diagnostic *d, const struct exercise *exercise, void *data)
{
	(void)d, (void)exercise, (void)data; /* the verdict prints them all */
}

static void note(const char *text, void *data)
{
	print_text(data, text);
}

static void verdict(struct verdict *v, void *data)
{
	struct lines *w = data;
	struct buffer out = BUFFER_INIT;

	report_verdict(v, strcmp(w->app->config.values[CONFIG_POLISH], "on") == 0, &w->app->style,
		       &out);
	if (v->outcome == OUTCOME_PASSED) {
		buffer_add_char(&out, '\n');
		advice_after_pass(w->app, v->exercise, &out);
		buffer_addf(&out, "\n`rustgym solution %s` shows the solution.\n\n",
			    v->exercise->name);
	}
	print(w, &out);
	buffer_clear(&out);
}

static void advanced(const struct exercise *exercise, void *data)
{
	struct lines *w = data;
	const char *farewell = w->app->course->farewell;
	struct buffer out = BUFFER_INIT;

	if (exercise) {
		buffer_add_string(&out, "next: ");
		report_exercise(exercise, &w->app->style, &out);
	} else {
		buffer_addf(&out, "%s\n%s", watch_end(w->app), farewell ? farewell : "");
	}
	print(w, &out);
	buffer_clear(&out);
}

int watch_lines(struct app *app, struct error *err)
{
	struct lines w = {.app = app};
	struct session_listener listener = {.started = started,
					    .diagnostic = diagnostic,
					    .note = note,
					    .notice = note,
					    .verdict = verdict,
					    .advanced = advanced,
					    .data = &w};
	const struct output_handler output = {.failed = on_gone, .data = &w};
	int result = loop_open(&w.loop, err);

	if (result)
		return result;
	w.output = output_start(&w.loop, STDOUT_FILENO, &output);
	result = session_open(app, &w.loop, &listener, &w.session, err);
	if (!result) {
		signals_start(&w.signals, &w.loop, quit, &w);
		print_text(&w, app->reviews ? "watching " COURSE_REVIEW "/ (Ctrl-C ends it)"
					    : "watching exercises/ (Ctrl-C ends it)");
		if (w.gone.code)
			quit(&w);
		else
			session_begin(w.session);
	} else {
		output_close(w.output, PATIENCE_MS);
	}
	uv_run(&w.loop, UV_RUN_DEFAULT);
	session_free(w.session);
	uv_loop_close(&w.loop);
	if (!result && w.gone.code)
		result = error_set(err, w.gone.code, "%s", w.gone.message);
	return result;
}
