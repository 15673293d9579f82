/*
 * `watch` on a terminal. The screen shows one of the pages below; each save shows the verdict
 * again.
 *
 * A change only marks the screen. The frame is drawn once, before the loop waits for events.
 */
#include "rustgym/app/advice.h"
#include "rustgym/app/reference.h"
#include "rustgym/app/topic_page.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/event/job.h"
#include "rustgym/event/loop.h"
#include "rustgym/event/program.h"
#include "rustgym/event/signals.h"
#include "rustgym/event/terminal.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/screen.h"
#include "rustgym/ui/text.h"
#include "watch_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct face {
	struct app *app;
	uv_loop_t loop;
	struct session *session;
	struct terminal *terminal;
	struct signals signals;
	uv_prepare_t turn;      /* draws before the loop waits */
	bool marked;            /* the screen must be drawn again */
	struct buffer shown;    /* the frame that is on the terminal; empty: unknown */
	struct buffer page;     /* the page that is shown */
	struct buffer verdict;  /* the last verdict's page */
	struct buffer headline; /* the last verdict's first line */
	struct buffer lesson;   /* the lesson above the verdict; empty: the exercise was changed */
	struct buffer summary;  /* the reason of the last verdict, for the header */
	struct buffer notices;  /* lines above the page */
	/* length of the notices at the last verdict; the next save removes them */
	size_t notices_seen;
	struct buffer status;
	const struct exercise *subject; /* the exercise of the page; NULL: none yet */
	bool live;                      /* diagnostics are added to the page as they arrive */
	bool says_next;                 /* the page says which exercise comes next */
	bool verifying;
	bool reading; /* the learner opened a page during a verification: Esc shows the verdict */
	bool closing;
	size_t scroll;
	const char *keys; /* the text of the last row */
};

enum { NOTICES_MAX = 16 * 1024 };

static const char keys[] = "n next  h hint  l list  r run again  e edit  L lesson  ? keys  q quit";
static const char keys_lesson[] =
	"Enter how it fails  e edit  h hint  i topic  l list  n next  ? keys  q quit";
static const char keys_passed[] = "n next  s solution  l list  r run again  e edit  ? keys  q quit";

static const char all_keys[] =
	"n          the next exercise that is not done\nh          the next hint\nL          the lesson: a few sentences with an example\ni          the page of the topic\n"
	"s          the solution with its comments, after the pass\n"
	"l          the list of all exercises\n"
	"r          check again\ne          open the exercise in your editor (config editor, $VISUAL, $EDITOR)\n"
	"Enter      hide the lesson, and see how the exercise fails\nEsc        back to the verdict\n"
	"up, down, PgUp, PgDn, Home, End   scroll\n"
	"Ctrl-L     draw the screen again\n"
	"Ctrl-Z     to the shell (fg brings rustgym back)\n"
	"q, Ctrl-C  quit\n"
	"\n"
	"You can save any exercise of the course: rustgym checks and shows that one.\nAfter a pass the screen shows an open question, and links to read more.\n";

static struct screen screen_of(struct face *f)
{
	struct screen screen = {.status = f->status.data,
				.above = f->notices.data,
				.body = f->page.data,
				.keys = f->keys,
				.scroll = f->scroll};

	terminal_size(&screen.columns, &screen.rows);
	return screen;
}

static void mark(struct face *f)
{
	f->marked = true;
}

/* Returns whether the lesson leaves no row for the verdict below it. */
static bool lesson_fills_screen(const struct face *f, const struct screen *screen)
{
	size_t rows = 0, width = screen->columns > 1 ? (size_t)screen->columns : 1;

	for (const char *at = f->lesson.data; *at; rows++) {
		at += text_row(at, width);
		at += *at == '\n';
	}
	return rows && rows >= screen_room(screen);
}

/* Does not write an unchanged frame again: the change can be far below the visible part. */
static void write_frame(struct face *f, struct buffer *frame)
{
	if (frame->len == f->shown.len && memcmp(frame->data, f->shown.data, frame->len) == 0)
		return;
	terminal_write(f->terminal, frame);
	buffer_reset(&f->shown);
	buffer_add(&f->shown, frame->data, frame->len);
}

static void draw(struct face *f)
{
	struct screen screen = screen_of(f);
	const struct exercise *focus = session_focus(f->session);
	struct buffer frame = BUFFER_INIT, place = BUFFER_INIT;

	if (!f->marked || !f->terminal)
		return;
	f->marked = false;
	f->app->style.width = screen.columns;
	buffer_addf(&place, "%s %s %s", focus ? focus->topic->title : "rustgym",
		    style_mark(&f->app->style, "›", ">"), focus ? focus->name : "");
	screen.place = place.data;
	screen.total = f->app->course->count;
	screen.done = report_count_done(f->app->course, session_progress(f->session));
	if (!f->status.len && lesson_fills_screen(f, &screen))
		screen.status = f->summary.data;
	screen_draw(&screen, &f->app->style, &frame);
	f->scroll = screen.scroll;
	write_frame(f, &frame);
	buffer_clear(&place);
	buffer_clear(&frame);
}

/* Draws what has changed in this turn of the loop, before the loop waits. */
static void draw_at_end_of_turn(uv_prepare_t *turn)
{
	draw(turn->data);
}

static void set_page(struct face *f, const struct buffer *text)
{
	buffer_reset(&f->page);
	buffer_add(&f->page, text->data, text->len);
	f->scroll = 0;
	f->live = false;
	mark(f);
}

static void set_status(struct face *f, const char *text)
{
	buffer_reset(&f->status);
	text_line(text, strlen(text), &f->status);
}

static void quit(void *data)
{
	struct face *f = data;

	if (f->closing || !f->session)
		return;
	f->closing = true;
	terminal_close(f->terminal);
	f->terminal = NULL;
	session_close(f->session);
	signals_close(&f->signals);
	uv_close((uv_handle_t *)&f->turn, NULL);
}

/* ---- the session's events -------------------------------------------------------------------- */

/* Fills the lesson for an exercise that nobody has changed yet, and empties it for any other. */
static void update_lesson(struct face *f, const struct exercise *exercise)
{
	struct buffer lesson = BUFFER_INIT;
	struct error err = ERROR_INIT;

	buffer_reset(&f->lesson);
	f->keys = keys;
	if (!session_is_untouched(f->session, exercise) ||
	    advice_lesson(f->app, exercise, &lesson, &err)) {
		buffer_clear(&lesson);
		return;
	}
	watch_add_welcome(f->session, f->app->course, exercise, &f->lesson);
	report_exercise(exercise, &f->app->style, &f->lesson);
	buffer_addf(&f->lesson, "\n%s\n", lesson.data);
	if (exercise->topic->page)
		style_addf(&f->lesson, &f->app->style, INK_DIM, "i: the page of the topic %s\n\n",
			   exercise->topic->title);
	f->keys = keys_lesson;
	buffer_clear(&lesson);
}

/* The learner can read the task while a first build takes its time. */
static void show_task(struct face *f, const struct exercise *exercise)
{
	struct buffer out = BUFFER_INIT;

	if (exercise == f->subject && !f->lesson.len)
		return; /* it was changed already */
	update_lesson(f, exercise);
	if (exercise == f->subject)
		return;
	f->subject = exercise;
	report_exercise(exercise, &f->app->style, &out);
	set_page(f, f->lesson.len ? &f->lesson : &out);
	buffer_clear(&out);
}

static void started(const struct exercise *exercise, uint64_t hash, void *data)
{
	struct face *f = data;
	char text[160];

	(void)hash;
	if (exercise == session_focus(f->session)) {
		f->live = false;
		f->verifying = true;
		f->reading = false;
		/* the learner has not seen the verdict that this one replaces */
		if (session_waited(f->session))
			buffer_add(&f->notices, f->headline.data, f->headline.len);
		else
			buffer_remove_head(&f->notices, f->notices_seen);
		f->notices_seen = 0;
		show_task(f, exercise);
		snprintf(text, sizeof(text), "checking%s", style_mark(&f->app->style, "…", "..."));
	} else {
		snprintf(text, sizeof(text), "checking %.64s%s", exercise->name,
			 style_mark(&f->app->style, "…", "..."));
	}
	if (exercise->builder == BUILDER_CARGO && exercise->topic->first_build_s)
		snprintf(text, sizeof(text), "checking (a topic's first build takes about %d s)",
			 exercise->topic->first_build_s);
	set_status(f, text);
	mark(f);
}

/* The first error clears the page. Each error is then added when it arrives. */
static void diagnostic(const struct diagnostic *d, const struct exercise *exercise, void *data)
{
	struct face *f = data;

	if (f->reading || exercise != session_focus(f->session))
		return;
	if (!f->live) {
		buffer_reset(&f->page);
		buffer_add(&f->page, f->lesson.data, f->lesson.len);
		style_addf(&f->page, &f->app->style, INK_RED,
			   "%s %s: ", style_mark(&f->app->style, "✗", "FAILED"), exercise->name);
		buffer_add_string(&f->page, "it does not compile\n\n");
		f->scroll = 0;
		f->live = true;
	}
	report_diagnostic(d, &f->app->style, &f->page);
	mark(f);
}

static void note(const char *text, void *data)
{
	struct face *f = data;

	set_status(f, text);
	mark(f);
}

static void limit_notices(struct face *f)
{
	if (f->notices.len > NOTICES_MAX) {
		buffer_reset(&f->notices);
		f->notices_seen = 0;
	}
}

static void notice(const char *text, void *data)
{
	struct face *f = data;

	limit_notices(f);
	if (f->app->style.colour)
		buffer_add_string(&f->notices, "\x1b[33m");
	text_clean(text, strlen(text), false, &f->notices);
	if (f->app->style.colour)
		buffer_add_string(&f->notices, "\x1b[0m");
	buffer_add_string(&f->notices, "\n\n");
	mark(f);
}

static void set_summary(struct face *f, const struct verdict *v)
{
	bool failed = v->outcome == OUTCOME_FAILED;

	buffer_reset(&f->summary);
	if (!v->reason || v->exercise != session_focus(f->session))
		return;
	buffer_addf(&f->summary, "%s ",
		    style_mark(&f->app->style, failed ? "✗" : "?", failed ? "FAILED:" : "??"));
	text_line(v->reason, strlen(v->reason), &f->summary);
}

/* Adds the question, the links and the key of the solution after a pass. */
static void add_offers(struct face *f, const struct exercise *exercise)
{
	buffer_add_char(&f->verdict, '\n');
	advice_after_pass(f->app, exercise, &f->verdict);
	buffer_add_string(&f->verdict, "\nPress s to see the solution with its comments.\n");
	f->keys = keys_passed;
}

/* The lesson comes first, and the verdict below it. */
static void show_verdict(struct face *f, size_t report_len, size_t scroll)
{
	buffer_reset(&f->page);
	buffer_add(&f->page, f->lesson.data, f->lesson.len);
	buffer_add(&f->page, f->verdict.data, f->lesson.len ? report_len : f->verdict.len);
	f->scroll = scroll;
	f->live = false;
	mark(f);
}

static void verdict(const struct verdict *v, void *data)
{
	struct face *f = data;
	size_t report_len;
	bool polish = strcmp(f->app->config.values[CONFIG_POLISH], "on") == 0;
	size_t scroll = f->live ? f->scroll : 0;

	set_status(f, "");
	buffer_reset(&f->headline);
	report_headline(v, &f->app->style, &f->headline);
	set_summary(f, v);
	if (v->exercise != session_focus(f->session)) { /* only its headline, above the page */
		limit_notices(f);
		buffer_add(&f->notices, f->headline.data, f->headline.len);
		f->notices_seen = f->notices.len;
		mark(f);
		return;
	}
	f->says_next = false;
	buffer_reset(&f->verdict);
	report_verdict(v, polish, &f->app->style, &f->verdict);
	report_len = f->verdict.len;
	buffer_add_char(&f->verdict, '\n');
	report_exercise(v->exercise, &f->app->style, &f->verdict);
	if (v->outcome == OUTCOME_PASSED)
		add_offers(f, v->exercise);
	else if (!f->lesson.len)
		f->keys = keys;
	if (v->outcome == OUTCOME_PASSED &&
	    strcmp(f->app->config.values[CONFIG_ADVANCE], "ask") == 0)
		buffer_add_string(&f->verdict, "\nPress n to go on.\n");
	f->verifying = false;
	if (f->reading) {
		set_status(f, v->outcome == OUTCOME_PASSED ? "passed: Esc shows the verdict"
							   : "Esc shows the verdict");
		mark(f);
		return;
	}
	f->notices_seen = f->notices.len;
	show_verdict(f, report_len, scroll);
	draw(f); /* the learner waits for it: the session's work after a verdict comes later */
}

static void advanced(const struct exercise *exercise, void *data)
{
	struct face *f = data;

	if (session_focus(f->session) == exercise && exercise)
		return;
	if (f->says_next) {
		set_page(f, &f->verdict);
		return;
	}
	f->says_next = true;
	buffer_add_char(&f->verdict, '\n');
	if (exercise) {
		style_add(&f->verdict, &f->app->style, INK_GREEN, "Next: ");
		report_exercise(exercise, &f->app->style, &f->verdict);
		buffer_add_string(&f->verdict,
				  "Press n to see how it fails, or open it and save.\n");
	} else {
		style_add(&f->verdict, &f->app->style, INK_GREEN, "All exercises are done.");
		buffer_add_string(&f->verdict, " Well done!\n");
	}
	if (!f->reading)
		set_page(f, &f->verdict);
}

/* Opens a page. It stays until Esc or the next save. */
static void open_page(struct face *f, const struct buffer *text)
{
	f->reading = f->verifying;
	set_page(f, text);
}

/* ---- keys ------------------------------------------------------------------------------------ */

/* Returns the exercise that the keys are about. NULL: all are done. */
static const struct exercise *exercise_at_hand(struct face *f)
{
	const struct exercise *focus = session_focus(f->session);

	return focus ? focus : session_current(f->session);
}

static void show_hint(struct face *f)
{
	const struct exercise *exercise = exercise_at_hand(f);
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	if (!exercise)
		return;
	if (advice_next(f->app, exercise, 0, false, &out, &err))
		buffer_addf(&out, "%s\n", err.message);
	style_add(&out, &f->app->style, INK_DIM, "\nh: the next hint   Esc: back to the verdict\n");
	open_page(f, &out);
	buffer_clear(&out);
}

/* Opens a page with the text, or with the reason why there is none. */
static void open_text(struct face *f, int result, struct buffer *text, const struct error *err)
{
	if (result)
		buffer_addf(text, "%s\n", err->message);
	style_add(text, &f->app->style, INK_DIM, "\nEsc: back to the verdict\n");
	open_page(f, text);
}

static void show_lesson(struct face *f)
{
	const struct exercise *exercise = exercise_at_hand(f);
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	if (!exercise)
		return;
	open_text(f, advice_lesson(f->app, exercise, &out, &err), &out, &err);
	buffer_clear(&out);
}

static void show_topic_page(struct face *f)
{
	const struct exercise *exercise = exercise_at_hand(f);
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	if (!exercise)
		return;
	open_text(f, topic_page_draw(f->app, exercise->topic, &out, &err), &out, &err);
	buffer_clear(&out);
}

static void show_solution(struct face *f)
{
	const struct exercise *exercise = exercise_at_hand(f);
	struct file_set files = FILE_SET_INIT;
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;
	int result;

	if (!exercise)
		return;
	result = reference_read(f->app, exercise, false, &files, &err);
	for (size_t i = 0; !result && i < files.count; i++) {
		style_addf(&out, &f->app->style, INK_BOLD, "the solution: %s", files.items[i].path);
		buffer_add_string(&out, "\n\n");
		text_clean(files.items[i].bytes, files.items[i].len, false, &out);
		buffer_add_char(&out, '\n');
	}
	if (!result)
		report_links(exercise, &f->app->style, &out);
	open_text(f, result, &out, &err);
	file_set_clear(&files);
	buffer_clear(&out);
}

/* Takes the lesson away: the verdict is left, or the errors that have arrived so far. */
static void leave_lesson(struct face *f)
{
	if (!f->lesson.len || (f->verifying && !f->live))
		return;
	if (f->live) {
		buffer_remove_head(&f->page, f->lesson.len);
		f->scroll = 0;
		mark(f);
	} else {
		set_page(f, &f->verdict);
	}
	buffer_reset(&f->lesson);
	f->keys = keys;
}

static void show_list(struct face *f)
{
	struct buffer out = BUFFER_INIT;

	session_refresh(f->session);
	report_list(f->app->course, session_progress(f->session), session_current(f->session),
		    &f->app->style, &out);
	open_page(f, &out);
	buffer_clear(&out);
}

static void show_keys(struct face *f)
{
	struct buffer out = BUFFER_INIT;

	buffer_add_string(&out, all_keys);
	buffer_addf(&out, "\nWatching by %s.\n", session_method(f->session));
	open_page(f, &out);
	buffer_clear(&out);
}

/*
 * Runs the editor on the terminal and waits for it. The command is split at spaces, without a
 * shell.
 */
static int run_editor(char *editor, const char *path, struct error *err)
{
	const char *argv[16] = {0};
	struct program_options options = PROGRAM_OPTIONS(argv);
	int count = 0, status;

	for (char *word = strtok(editor, " "); word && count < 14; word = strtok(NULL, " "))
		argv[count++] = word;
	argv[count] = path;
	return program_run(&options, NULL, &status, err);
}

static void edit(struct face *f)
{
	const struct exercise *exercise = session_focus(f->session);
	const char *editor = f->app->config.values[CONFIG_EDITOR];
	struct error err = ERROR_INIT;
	char *path, *words;
	int result;

	if (!*editor)
		editor = getenv("VISUAL");
	if (!editor || !*editor)
		editor = getenv("EDITOR");
	if (!exercise || !editor || !*editor) {
		notice(exercise
			       ? "no editor is set: `rustgym config editor COMMAND`, $VISUAL or $EDITOR"
			       : "there is no exercise to edit",
		       f);
		return;
	}
	path = exercise->folder ? memory_format("%s/%s/%s", f->app->workspace.root, exercise->path,
						exercise->files.items[0])
				: path_join(f->app->workspace.root, exercise->path);
	words = memory_copy_string(editor);
	terminal_release(f->terminal);
	result = run_editor(words, path, &err);
	terminal_acquire(f->terminal);
	if (result)
		notice(err.message, f);
	free(words);
	free(path);
}

static bool scrolled(struct face *f, int key)
{
	int columns, rows;
	size_t page;

	terminal_size(&columns, &rows);
	if (f->marked) { /* several keys arrived before a frame was drawn */
		struct screen screen = screen_of(f);
		screen_settle(&screen);
		f->scroll = screen.scroll;
	}
	page = rows > 6 ? (size_t)rows - 6 : 1;
	switch (key) {
	case KEY_UP:
		f->scroll -= f->scroll > 0;
		return true;
	case KEY_DOWN:
		f->scroll++;
		return true;
	case KEY_PAGE_UP:
		f->scroll -= f->scroll < page ? f->scroll : page;
		return true;
	case KEY_PAGE_DOWN:
	case ' ':
		f->scroll += page;
		return true;
	case KEY_HOME:
		f->scroll = 0;
		return true;
	case KEY_END:
		f->scroll = (size_t)1 << 30;
		return true;
	default:
		return false;
	}
}

static void redraw(void *data)
{
	struct face *f = data;

	buffer_reset(&f->shown);
	mark(f);
}

static void on_key(int key, void *data)
{
	struct face *f = data;

	if (scrolled(f, key)) {
		mark(f);
		return;
	}
	switch (key) {
	case 'q':
	case KEY_INTERRUPT:
		quit(f);
		break;
	case 'n':
		session_next(f->session);
		break;
	case 'r':
		if (session_focus(f->session))
			session_verify(f->session, session_focus(f->session));
		break;
	case 'h':
		show_hint(f);
		break;
	case 'l':
		show_list(f);
		break;
	case 'e':
		edit(f);
		break;
	case 'L':
		show_lesson(f);
		break;
	case 'i':
		show_topic_page(f);
		break;
	case 's':
		show_solution(f);
		break;
	case '?':
		show_keys(f);
		break;
	case KEY_ENTER:
		leave_lesson(f);
		break;
	case KEY_ESCAPE:
		f->reading = false;
		if (!f->verifying)
			set_status(f, "");
		set_page(f, &f->verdict);
		break;
	case KEY_REDRAW:
		redraw(f);
		break;
	default:
		break;
	}
}

static void clear(struct face *f)
{
	buffer_clear(&f->shown);
	buffer_clear(&f->headline);
	buffer_clear(&f->lesson);
	buffer_clear(&f->summary);
	buffer_clear(&f->page);
	buffer_clear(&f->verdict);
	buffer_clear(&f->notices);
	buffer_clear(&f->status);
}

int watch_screen(struct app *app, struct error *err)
{
	struct face f = {.app = app,
			 .keys = keys,
			 .lesson = BUFFER_INIT,
			 .summary = BUFFER_INIT,
			 .shown = BUFFER_INIT,
			 .headline = BUFFER_INIT,
			 .page = BUFFER_INIT,
			 .verdict = BUFFER_INIT,
			 .notices = BUFFER_INIT,
			 .status = BUFFER_INIT};
	struct session_listener listener = {.started = started,
					    .diagnostic = diagnostic,
					    .note = note,
					    .notice = notice,
					    .verdict = verdict,
					    .advanced = advanced,
					    .data = &f};
	struct terminal_handler handler = {.key = on_key, .redraw = redraw, .data = &f};
	int result = loop_open(&f.loop, err);

	if (result)
		return result;
	result = session_open(app, &f.loop, &listener, &f.session, err);
	if (!result) {
		uv_prepare_init(&f.loop, &f.turn);
		f.turn.data = &f;
		uv_prepare_start(&f.turn, draw_at_end_of_turn);
		signals_start(&f.signals, &f.loop, quit, &f);
		result = terminal_start(&f.loop, &handler, &f.terminal, err);
		if (result)
			quit(&f);
		else
			session_begin(f.session);
	}
	uv_run(&f.loop, UV_RUN_DEFAULT);
	session_free(f.session);
	uv_loop_close(&f.loop);
	clear(&f);
	return result;
}
