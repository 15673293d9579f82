/*
 * `watch` on a terminal. The screen shows one page; each save shows the verdict again.
 */
#include "rustgym/app/advice.h"
#include "rustgym/base/memory.h"
#include "rustgym/event/loop.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/text.h"
#include "watch_internal.h"
#include "watch_views.h"

#include <stdlib.h>
#include <string.h>

/* In a course of another form there is only a text to read, which can be long. */
static int add_lesson(struct face *f, const struct exercise *exercise, struct buffer *lesson,
		      struct error *err)
{
	if (!exercise_is_foreign(exercise))
		return advice_lesson(f->app, exercise, lesson, err);
	if (exercise->pages.count)
		style_add(lesson, &f->app->style, INK_DIM, "i: what there is to read about it");
	return 0;
}

/* Fills the lesson for an exercise that nobody has changed yet, and empties it for any other. */
static void update_lesson(struct face *f, const struct exercise *exercise)
{
	struct buffer lesson = BUFFER_INIT;
	struct error err = ERROR_INIT;

	buffer_reset(&f->lesson);
	f->keys = face_keys;
	if (!session_is_untouched(f->session, exercise) || add_lesson(f, exercise, &lesson, &err)) {
		buffer_clear(&lesson);
		return;
	}
	watch_add_welcome(f->session, f->app->course, exercise, &f->lesson);
	report_exercise(exercise, &f->app->style, &f->lesson);
	buffer_addf(&f->lesson, "\n%s\n", lesson.data);
	if (exercise->topic->page && !exercise_is_foreign(exercise))
		style_addf(&f->lesson, &f->app->style, INK_DIM, "i: the page of the topic %s\n\n",
			   exercise->topic->title);
	f->keys = face_keys_lesson;
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
	buffer_reset(&f->verdict); /* it was another exercise's */
	f->judged = false;
	buffer_add_string(&f->verdict, f->lesson.len ? f->lesson.data : out.data);
	if (f->view == VIEW_VERDICT)
		face_set_page(f, &f->verdict);
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
	face_set_status(f, text);
	face_begin(f, exercise);
	face_mark(f);
}

/* The first error clears the page. Each error is then added when it arrives. */
static void diagnostic(const struct diagnostic *d, const struct exercise *exercise, void *data)
{
	struct face *f = data;

	if (f->view != VIEW_VERDICT || exercise != session_focus(f->session))
		return;
	if (!f->live) {
		buffer_reset(&f->page);
		buffer_add(&f->page, f->lesson.data, f->lesson.len);
		style_addf(&f->page, &f->app->style, INK_RED,
			   "%s %s: ", style_mark(&f->app->style, "✗", "FAILED"), exercise->name);
		buffer_add_string(&f->page, "it does not compile\n\n");
		f->scroll = 0;
		f->live = true;
		f->stale = false;
	}
	report_diagnostic(d, &f->app->style, &f->page);
	face_mark(f);
}

static void note(const char *text, void *data)
{
	face_tell(data, text);
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
	f->keys = face_keys_passed;
}

/* The lesson comes first, and the verdict below it. */
static void show_verdict(struct face *f, size_t report_len, size_t scroll)
{
	buffer_reset(&f->page);
	buffer_add(&f->page, f->lesson.data, f->lesson.len);
	buffer_add(&f->page, f->verdict.data, f->lesson.len ? report_len : f->verdict.len);
	f->scroll = scroll;
	f->live = false;
	face_mark(f);
}

/* The view that the learner opened stays. The first row tells the verdict. */
static void tell_in_view(struct face *f, const struct verdict *v)
{
	char *text = memory_format("%s (Esc shows it)",
				   v->outcome == OUTCOME_PASSED ? "passed" : f->summary.data);

	face_set_status(f, text);
	free(text);
	if (f->view == VIEW_HINTS)
		face_show_hints(f, f->hint);
	else if (f->view == VIEW_LIST)
		watch_list_show(f);
	face_mark(f);
}

static void verdict(const struct verdict *v, void *data)
{
	struct face *f = data;
	size_t report_len;
	bool polish = strcmp(f->app->config.values[CONFIG_POLISH], "on") == 0;
	size_t scroll = f->live ? f->scroll : 0;

	face_end(f);
	face_set_status(f, "");
	buffer_reset(&f->headline);
	report_headline(v, &f->app->style, &f->headline);
	set_summary(f, v);
	if (v->exercise != session_focus(f->session)) { /* only its headline, above the page */
		face_limit_notices(f);
		buffer_add(&f->notices, f->headline.data, f->headline.len);
		f->notices_seen = f->notices.len;
		face_mark(f);
		return;
	}
	f->says_next = false;
	f->judged = true;
	buffer_reset(&f->verdict);
	report_verdict(v, polish, &f->app->style, &f->verdict);
	report_len = f->verdict.len;
	buffer_add_char(&f->verdict, '\n');
	report_exercise(v->exercise, &f->app->style, &f->verdict);
	if (v->outcome == OUTCOME_PASSED)
		add_offers(f, v->exercise);
	else if (!f->lesson.len)
		f->keys = face_keys;
	if (v->outcome == OUTCOME_PASSED &&
	    strcmp(f->app->config.values[CONFIG_ADVANCE], "ask") == 0)
		buffer_add_string(&f->verdict, "\nPress n to go on.\n");
	f->verifying = false;
	if (f->view != VIEW_VERDICT) {
		tell_in_view(f, v);
		return;
	}
	f->notices_seen = f->notices.len;
	show_verdict(f, report_len, scroll);
	face_draw(f); /* the learner waits for it: the session's work after a verdict comes later */
}

static void advanced(const struct exercise *exercise, void *data)
{
	struct face *f = data;

	if (session_focus(f->session) == exercise && exercise)
		return;
	if (f->says_next) {
		if (f->view == VIEW_VERDICT)
			face_set_page(f, &f->verdict);
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
	if (f->view == VIEW_VERDICT)
		face_set_page(f, &f->verdict);
}

/* Draws what has changed in this turn of the loop, before the loop waits. */
static void draw_at_end_of_turn(uv_prepare_t *turn)
{
	face_draw(turn->data);
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
	buffer_clear(&f->doing);
	exercise_list_close(&f->list);
}

int watch_screen(struct app *app, struct error *err)
{
	struct face f = {.app = app,
			 .keys = face_keys,
			 .list = {.search = BUFFER_INIT},
			 .doing = BUFFER_INIT,
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
					    .notice = face_notice,
					    .verdict = verdict,
					    .advanced = advanced,
					    .data = &f};
	struct terminal_handler handler = {.key = face_on_key, .redraw = face_redraw, .data = &f};
	int result = loop_open(&f.loop, err);

	if (result)
		return result;
	result = session_open(app, &f.loop, &listener, &f.session, err);
	if (!result) {
		uv_timer_init(&f.loop, &f.pulse);
		f.pulse.data = &f;
		uv_prepare_init(&f.loop, &f.turn);
		f.turn.data = &f;
		uv_prepare_start(&f.turn, draw_at_end_of_turn);
		signals_start(&f.signals, &f.loop, face_quit, &f);
		result = terminal_start(&f.loop, &handler, &f.terminal, err);
		if (result)
			face_quit(&f);
		else
			session_begin(f.session);
	}
	uv_run(&f.loop, UV_RUN_DEFAULT);
	session_free(f.session);
	uv_loop_close(&f.loop);
	clear(&f);
	return result;
}
