/* Does what is typed into `watch` without a screen. */
#include "rustgym/app/advice.h"
#include "rustgym/app/judged.h"
#include "rustgym/base/control.h"
#include "rustgym/base/installed.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/spoken.h"
#include "rustgym/ui/text.h"
#include "watch_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	WORDS_MAX = 16,
	PATIENCE_MS = 1000,
	COMMAND_MS = 15 * 60 * 1000, /* `check` of a whole course takes minutes */
};

static const struct exercise *subject_of(const struct lines *w)
{
	const struct exercise *focus = session_focus(w->session);

	return focus ? focus : session_current(w->session);
}

/* ---- other commands of the program ---------------------------------------------------------------- */

/* Says how far a check is, at each quarter. */
static void hear_line(struct lines *w)
{
	const char *line = w->heard.data;
	size_t all = w->app->course->count, at;
	enum judged judged;
	char text[80];

	if (!judged_read(line, line + w->heard.len, all, &at, &judged))
		return;
	if (++w->judged * 4 / all == w->quarters || w->judged >= all)
		return;
	w->quarters = w->judged * 4 / all;
	snprintf(text, sizeof(text), "%zu of %zu exercises are checked.", w->judged, all);
	if (!uv_is_active((uv_handle_t *)&w->patience)) /* it takes long */
		lines_say(w, text);
}

static void hear(enum job_stream stream, const char *bytes, size_t len, void *data)
{
	struct lines *w = data;

	(void)stream;
	for (size_t i = 0; i < len && w->life != LINES_CLOSED; i++) {
		if (bytes[i] != '\n') {
			buffer_add_char(&w->heard, bytes[i]);
			continue;
		}
		hear_line(w);
		buffer_reset(&w->heard);
	}
}

static void say_that_it_runs(uv_timer_t *timer)
{
	struct lines *w = timer->data;
	char text[120];

	if (w->judged)
		snprintf(text, sizeof(text),
			 "The command runs; c cancels it. %zu of %zu exercises are checked.",
			 w->judged, w->app->course->count);
	lines_say(w, w->judged ? text : "The command runs; c cancels it.");
}

static void command_done(const struct job_result *result, void *data)
{
	struct lines *w = data;
	struct buffer text = BUFFER_INIT, output = BUFFER_INIT;

	w->command = NULL;
	if (w->life == LINES_CLOSED)
		return;
	uv_timer_stop(&w->patience);
	judged_leave_out(result->out->data, &output);
	text_clean(output.data, output.len, w->app->style.colour, &text);
	buffer_clear(&output);
	if (result->outcome == JOB_CANCELLED)
		buffer_add_string(&text, "Cancelled.\n");
	else if (result->outcome != JOB_EXITED)
		buffer_add_string(&text, "Failed: the command did not end by itself.\n");
	else if (!text.len)
		buffer_add_string(&text, result->status ? "Failed.\n" : "Done.\n");
	lines_print(w, &text);
	buffer_clear(&text);
	session_refresh(w->session);
}

static void wait_for_command(struct lines *w)
{
	buffer_reset(&w->heard);
	w->judged = w->quarters = 0;
	uv_timer_start(&w->patience, say_that_it_runs, PATIENCE_MS, 0);
}

/* Runs the command as a child, which has no terminal and asks nothing. */
static void run_command(struct lines *w, const char *line)
{
	char *program = installed_program(), *copy = memory_copy_string(line);
	const char *argv[WORDS_MAX + 5] = {program, "-C", w->app->workspace.root, "--plain"};
	struct strings env = STRINGS_INIT;
	struct job_options options = {.argv = argv,
				      .env = &env,
				      .deadline_ms = COMMAND_MS,
				      .merge = true,
				      .output = hear,
				      .done = command_done,
				      .data = w};
	struct error err = ERROR_INIT;
	size_t count = 4;

	for (char *word = strtok(copy, " "); word && count < WORDS_MAX + 4;
	     word = strtok(NULL, " "))
		argv[count++] = word;
	strings_add(&env, "RUSTGYM_TRUST=1"); /* this session runs the course already */
	if (argv[4] && strcmp(argv[4], "check") == 0 && !w->app->reviews)
		strings_add(&env, JUDGED_WANTED);
	if (w->command)
		lines_say(w, "Another command still runs; c cancels it.");
	else if (!program)
		lines_say(w, "Failed: the program's own path is unknown.");
	else if (!(w->command = job_start(&w->loop, &options, &err)))
		lines_say(w, err.message);
	else
		wait_for_command(w);
	strings_clear(&env);
	free(copy);
	free(program);
}

/* ---- one letter each -------------------------------------------------------------------------------- */

static void next(struct lines *w)
{
	session_next(w->session);
}

static void back(struct lines *w)
{
	session_back(w->session);
}

static void check_again(struct lines *w)
{
	const struct exercise *exercise = subject_of(w);

	if (exercise)
		session_verify(w->session, exercise);
}

static void cancel(struct lines *w)
{
	if (w->command) {
		job_cancel(w->command);
	} else if (session_work(w->session).activity != SESSION_IDLE) {
		session_cancel(w->session);
		lines_say(w, "Cancelled. r or a save checks again.");
	} else {
		lines_say(w, "Nothing runs.");
	}
}

static void edit(struct lines *w)
{
	const struct exercise *exercise = editor_target(w->editor, w->session);

	if (w->last && w->last->exercise == exercise && w->finding)
		editor_heed_finding(w->editor, w->last, w->finding);
	session_read_settings(w->session);
	if (exercise)
		editor_open(w->editor, exercise);
	else
		lines_say(w, "There is no exercise to edit.");
}

static void show_hints(struct lines *w)
{
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	if (!subject_of(w))
		return;
	if (advice_opened(w->app, subject_of(w), session_progress(w->session), &out, &err))
		buffer_addf(&out, "%s\n", err.message);
	else
		buffer_add_string(&out, "o opens one more hint.\n");
	lines_print(w, &out);
	buffer_clear(&out);
}

static void open_hint(struct lines *w)
{
	const struct exercise *exercise = subject_of(w);
	const struct progress_entry *entry;
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	if (!exercise)
		return;
	if (advice_open(w->app, exercise, &err) == 0) {
		session_refresh(w->session);
		entry = progress_find(session_progress(w->session), exercise->name);
		if (entry)
			advice_next(w->app, exercise, entry->hints, false, &out, &err);
	}
	if (*err.message)
		buffer_addf(&out, "%s\n", err.message);
	lines_print(w, &out);
	buffer_clear(&out);
}

static void say_finding(struct lines *w, size_t index)
{
	struct buffer out = BUFFER_INIT;

	if (w->last)
		spoken_finding(w->last, index, &out);
	if (out.len)
		w->finding = index;
	else
		buffer_add_string(&out, w->last ? "There is no other error.\n"
						: "There is no verdict yet.\n");
	lines_print(w, &out);
	buffer_clear(&out);
}

static void next_finding(struct lines *w)
{
	say_finding(w, w->finding + 1);
}

static void finding_before(struct lines *w)
{
	say_finding(w, w->finding - 1); /* before the first there is none */
}

static void show_all(struct lines *w)
{
	const struct report_options all = {.polish = true, .open = REPORT_ALL, .whole = true};
	struct buffer out = BUFFER_INIT;

	if (w->last) {
		report_headline(w->last, &w->app->style, &out);
		report_body(w->last, &all, &w->app->style, &out);
	} else {
		buffer_add_string(&out, "There is no verdict yet.\n");
	}
	lines_print(w, &out);
	buffer_clear(&out);
}

/* Asks before a reset: the same letter a second time means yes. */
static void reset(struct lines *w)
{
	const struct exercise *exercise = subject_of(w);
	char *text;

	if (!exercise)
		return;
	if (w->doomed == exercise) {
		session_reset(w->session, exercise);
		w->doomed = NULL;
		return;
	}
	w->doomed = exercise;
	text = memory_format("x once more resets %s; anything else leaves it.", exercise->name);
	lines_say(w, text);
	free(text);
}

static void say_path(struct lines *w)
{
	const struct exercise *exercise = editor_target(w->editor, w->session);
	char *path = exercise ? editor_path(w->editor, exercise) : NULL;

	if (path)
		lines_say(w, path);
	free(path);
}

static void quit(struct lines *w)
{
	lines_quit(w);
}

static void show_letters(struct lines *w);

static const struct {
	const char *letter, *word, *meaning;
	void (*act)(struct lines *w); /* NULL: the word is a command of the program */
	bool about;                   /* the command gets the exercise's name */
} letters[] = {
	{"n", "next", "go to the next exercise that is not done", next, false},
	{"p", "back", "go to the exercise before this one", back, false},
	{"g", "goto", "go to an exercise: g and its name or number", NULL, false},
	{"l", "list", "list the exercises", NULL, false},
	{"h", "hint", "say the hints that are open", show_hints, false},
	{"o", "open", "open one more hint", open_hint, false},
	{"j", "j", "say the next error or failed test", next_finding, false},
	{"k", "k", "say the one before", finding_before, false},
	{"v", "v", "say all that the compiler and the tests said", show_all, false},
	{"e", "edit", "open your editor at the error", edit, false},
	{"y", "path", "say the path of the file", say_path, false},
	{"r", "run", "check again", check_again, false},
	{"c", "cancel", "cancel what runs", cancel, false},
	{"L", "lesson", "say the lesson", NULL, true},
	{"i", "read", "say the page of the topic", NULL, false},
	{"w", "explain", "say what the error code means", NULL, false},
	{"s", "solution", "say the solution, after the pass", NULL, true},
	{"d", "diff", "say what you changed", NULL, true},
	{"H", "history", "list your earlier versions", NULL, true},
	{"x", "reset", "reset the exercise; asks first", reset, false},
	{"u", "undo", "undo the last change that rustgym made", NULL, true},
	{"S", "stats", "say statistics", NULL, false},
	{"?", "help", "say these letters", show_letters, false},
	{"q", "quit", "quit", quit, false},
};

enum { LETTERS = sizeof(letters) / sizeof(*letters) };

static void show_letters(struct lines *w)
{
	struct buffer out = BUFFER_INIT;

	buffer_add_string(&out, "Type a letter and Enter:\n");
	for (size_t i = 0; i < LETTERS; i++)
		buffer_addf(&out, "%s  %s\n", letters[i].letter, letters[i].meaning);
	buffer_add_string(&out, "Or type any command of rustgym, as in: list --pending.\n");
	lines_print(w, &out);
	buffer_clear(&out);
}

/* `rest` follows the word on its line. */
static void obey_letter(struct lines *w, size_t i, const char *rest)
{
	const struct exercise *exercise = subject_of(w);
	char *line;

	if (letters[i].act && !*rest) {
		letters[i].act(w);
		return;
	}
	if (!*rest && letters[i].about && exercise)
		rest = exercise->name;
	line = memory_format("%s %s", letters[i].word, rest);
	run_command(w, line);
	free(line);
}

void lines_obey(const char *line, void *data)
{
	struct lines *w = data;
	char *clean = memory_copy_string(line);
	const char *at, *rest;
	size_t len, i = 0;

	control_remove_in_line(clean);
	at = clean + strspn(clean, " :"); /* `:` begins a command on the screen */
	len = strcspn(at, " ");
	rest = at + len + strspn(at + len, " ");
	while (i < LETTERS &&
	       !((strlen(letters[i].letter) == len && strncmp(letters[i].letter, at, len) == 0) ||
		 (strlen(letters[i].word) == len && strncmp(letters[i].word, at, len) == 0)))
		i++;
	if (strcmp(at, "x") != 0 && strcmp(at, "reset") != 0)
		w->doomed = NULL;
	if (i < LETTERS)
		obey_letter(w, i, rest);
	else if (len == 1)
		lines_say(w, "This letter has no meaning here. ? says all of them.");
	else if (len)
		run_command(w, at);
	free(clean);
}
