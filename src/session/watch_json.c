/*
 * `watch --json` writes events and reads commands, one JSON object on each line. Editors use it.
 */
#include "rustgym/app/advice.h"
#include "rustgym/app/json_report.h"
#include "rustgym/app/topic_page.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"
#include "rustgym/event/loop.h"
#include "rustgym/event/output.h"
#include "rustgym/event/signals.h"
#include "watch_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	COMMAND_MAX = 64 * 1024,
	PATIENCE_MS = 500, /* ms at the end for a reader that has stopped reading */
};

struct face {
	struct app *app;
	uv_loop_t loop;
	struct session *session;
	struct signals signals;
	uv_pipe_t input;
	bool reading, closing;
	const struct exercise *subject; /* the exercise that was shown last */
	struct buffer line;             /* the part of a command that has arrived */
	struct output *output;
	struct error gone; /* set when standard output is gone */
	char bytes[4096];
};

static void quit(void *data)
{
	struct face *f = data;

	if (f->closing || !f->session)
		return;
	f->closing = true;
	session_close(f->session);
	signals_close(&f->signals);
	if (f->reading)
		uv_close((uv_handle_t *)&f->input, NULL);
	output_close(f->output, PATIENCE_MS);
	f->output = NULL;
}

static void on_gone(const struct error *err, void *data)
{
	struct face *f = data;

	f->gone = *err;
	quit(f);
}

/* Prints `text` and frees it. */
static void emit(struct face *f, char *text)
{
	struct buffer line = BUFFER_INIT;

	buffer_addf(&line, "%s\n", text);
	if (f->output)
		output_add(f->output, line.data, line.len);
	buffer_clear(&line);
	free(text);
}

/* Shows the lesson before the first verdict on an exercise that nobody has changed yet. */
static void emit_lesson(struct face *f, const struct exercise *exercise)
{
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	if (exercise == f->subject || exercise != session_focus(f->session))
		return;
	f->subject = exercise;
	if (session_is_untouched(f->session, exercise) &&
	    advice_lesson(f->app, exercise, &out, &err) == 0)
		emit(f, json_text_about("lesson", exercise, out.data));
	buffer_clear(&out);
}

static void started(const struct exercise *exercise, uint64_t hash, void *data)
{
	emit(data, json_event("started", true, exercise, &hash));
	emit_lesson(data, exercise);
}

static void diagnostic(const struct diagnostic *d, const struct exercise *exercise, void *data)
{
	emit(data, json_diagnostic(d, exercise));
}

static void note(const char *text, void *data)
{
	emit(data, json_text_event("note", text));
}

static void notice(const char *text, void *data)
{
	emit(data, json_text_event("notice", text));
}

static void verdict(struct verdict *v, void *data)
{
	struct face *f = data;
	struct buffer question = BUFFER_INIT;

	advice_go_on(f->app, v->exercise, &question);
	emit(f, json_verdict_with_offers(v, "verdict", question.data));
	buffer_clear(&question);
}

static void advanced(const struct exercise *exercise, void *data)
{
	emit(data, json_event("advanced", true, exercise, NULL));
}

/* ---- commands ------------------------------------------------------------------------------- */

static const struct exercise *current_or_focus(struct face *f)
{
	return session_focus(f->session) ? session_focus(f->session) : session_current(f->session);
}

/* `what` is "hint", "lesson" or "read". */
static void do_show(struct face *f, const char *what)
{
	const struct exercise *exercise = current_or_focus(f);
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;
	int result = 0;

	if (!exercise)
		result = error_set(&err, ERROR_USAGE, "there is no current exercise");
	else if (strcmp(what, "hint") == 0)
		result = advice_next(f->app, exercise, 0, false, &out, &err);
	else if (strcmp(what, "lesson") == 0)
		result = advice_lesson(f->app, exercise, &out, &err);
	else
		result = topic_page_draw_of(f->app, exercise, &out, &err);
	if (result)
		emit(f, json_text_event("error", err.message));
	else if (strcmp(what, "hint") == 0)
		emit(f, json_text_event("hint", out.data));
	else
		emit(f, json_text_about(strcmp(what, "lesson") == 0 ? "lesson" : "page", exercise,
					out.data));
	buffer_clear(&out);
}

static void do_goto(struct face *f, const char *name)
{
	const struct exercise *exercise = NULL;
	struct error err = ERROR_INIT;

	if (!name)
		emit(f, json_text_event("error", "goto needs an \"exercise\""));
	else if (app_exercise(f->app, session_progress(f->session), name, &exercise, &err))
		emit(f, json_text_event("error", err.message));
	else
		session_goto(f->session, exercise);
}

int watch_command_read(const char *line, size_t len, struct watch_command *command,
		       struct error *err)
{
	struct error cause = ERROR_INIT;
	struct json *json = json_parse(line, len, NULL, &cause);
	const char *what = json ? json_get_string(json_root(json), "do") : NULL;
	int result = 0;

	*command = (struct watch_command){0};
	if (what)
		*command = (struct watch_command){.what = memory_copy_string(what),
						  .exercise = memory_copy_string(json_get_string(
							  json_root(json), "exercise"))};
	else
		result = error_set(err, ERROR_USAGE, "%s",
				   json ? "a command is {\"do\":\"...\"}" : cause.message);
	json_free(json);
	return result;
}

void watch_command_clear(struct watch_command *command)
{
	free(command->what);
	free(command->exercise);
	*command = (struct watch_command){0};
}

static void obey(struct face *f, const char *line, size_t len)
{
	struct error err = ERROR_INIT;
	struct watch_command command;

	if (watch_command_read(line, len, &command, &err))
		emit(f, json_text_event("error", err.message));
	else if (strcmp(command.what, "quit") == 0)
		quit(f);
	else if (strcmp(command.what, "next") == 0)
		session_next(f->session);
	else if (strcmp(command.what, "goto") == 0)
		do_goto(f, command.exercise);
	else if (strcmp(command.what, "hint") == 0 || strcmp(command.what, "lesson") == 0 ||
		 strcmp(command.what, "read") == 0)
		do_show(f, command.what);
	else if (strcmp(command.what, "run") == 0 && current_or_focus(f))
		session_verify(f->session, current_or_focus(f));
	else if (strcmp(command.what, "list") == 0)
		emit(f, json_list(f->app->course, session_progress(f->session),
				  session_current(f->session), NULL, "list"));
	else
		emit(f, json_text_event("error",
					"known commands: run, next, goto, hint, lesson, read, "
					"list, quit"));
	watch_command_clear(&command);
}

static void allocate(uv_handle_t *handle, size_t suggested, uv_buf_t *out)
{
	struct face *f = handle->data;

	(void)suggested;
	*out = uv_buf_init(f->bytes, sizeof(f->bytes));
}

static void on_input(uv_stream_t *stream, ssize_t len, const uv_buf_t *bytes)
{
	struct face *f = stream->data;

	if (len < 0) { /* the program that started us has closed its end */
		quit(f);
		return;
	}
	for (ssize_t i = 0; i < len && !f->closing; i++) {
		if (bytes->base[i] != '\n') {
			if (f->line.len < COMMAND_MAX)
				buffer_add_char(&f->line, bytes->base[i]);
			continue;
		}
		if (f->line.len)
			obey(f, f->line.data, f->line.len);
		buffer_reset(&f->line);
	}
}

/* Reads commands from a pipe. Other inputs (/dev/null, a terminal, a file) are not read. */
static void listen_to_input(struct face *f)
{
	if (uv_guess_handle(STDIN_FILENO) != UV_NAMED_PIPE)
		return;
	uv_pipe_init(&f->loop, &f->input, 0);
	f->input.data = f;
	f->reading = true;
	if (uv_pipe_open(&f->input, STDIN_FILENO) == 0)
		uv_read_start((uv_stream_t *)&f->input, allocate, on_input);
}

int watch_json(struct app *app, struct error *err)
{
	struct face f = {.app = app, .line = BUFFER_INIT};
	struct session_listener listener = {.started = started,
					    .diagnostic = diagnostic,
					    .note = note,
					    .notice = notice,
					    .verdict = verdict,
					    .advanced = advanced,
					    .data = &f};
	const struct output_handler output = {.failed = on_gone, .data = &f};
	int result = loop_open(&f.loop, err);

	if (result)
		return result;
	app->style = (struct style){.width = 88};
	f.output = output_start(&f.loop, STDOUT_FILENO, &output);
	result = session_open(app, &f.loop, &listener, &f.session, err);
	if (!result) {
		signals_start(&f.signals, &f.loop, quit, &f);
		listen_to_input(&f);
		emit(&f, json_event("ready", false, NULL, NULL));
		if (f.gone.code)
			quit(&f);
		else
			session_begin(f.session);
	} else {
		output_close(f.output, PATIENCE_MS);
	}
	uv_run(&f.loop, UV_RUN_DEFAULT);
	session_free(f.session);
	uv_loop_close(&f.loop);
	buffer_clear(&f.line);
	if (!result && f.gone.code)
		result = error_set(err, f.gone.code, "%s", f.gone.message);
	return result;
}
