/*
 * `watch` on a terminal. The screen shows one page; each save shows the verdict again.
 */
#include "rustgym/base/url.h"
#include "rustgym/event/loop.h"
#include "rustgym/event/terminal_order.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/verdict_page.h"
#include "watch_internal.h"
#include "watch_views.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void forget_verdict(struct face *f)
{
	verdict_free(f->last);
	f->last = NULL;
	verdict_free(f->foreseen);
	f->foreseen = NULL;
	f->time = (struct time_spent){0};
	f->moved = false;
	f->next = NULL;
	buffer_reset(&f->state);
	buffer_reset(&f->stamp);
}

/* The learner can read the task while a first build takes its time. */
static void show_task(struct face *f, const struct exercise *exercise)
{
	bool other = exercise != f->subject;

	watch_read_task(f->app, exercise, &f->task);
	if (other || f->lesson.len) /* else it was changed already */
		face_lay_lesson(f, exercise);
	if (!other)
		return;
	f->subject = exercise;
	forget_verdict(f); /* it was another exercise's */
	face_compose(f);
	if (f->view == VIEW_VERDICT)
		face_set_page(f, &f->verdict);
}

static void started(const struct exercise *exercise, uint64_t hash, void *data)
{
	struct face *f = data;
	char text[160];

	(void)hash;
	editor_heed_start(f->editor, exercise);
	if (exercise == session_focus(f->session)) {
		f->live = false;
		f->verifying = true;
		/* the learner has not seen the verdict that this one replaces */
		if (session_waited(f->session)) {
			if (exercise != f->subject)
				buffer_add(&f->notices, f->headline.data, f->headline.len);
		} else {
			buffer_remove_head(&f->notices, f->notices_seen);
			if (f->answers_seen)
				face_forget_answers(f);
		}
		f->notices_seen = 0;
		show_task(f, exercise);
		watch_title(f, exercise, "checking");
		snprintf(text, sizeof(text), "checking%s", style_mark(&f->app->style, "…", "..."));
	} else {
		snprintf(text, sizeof(text), "checking %.64s%s", exercise->name,
			 style_mark(&f->app->style, "…", "..."));
	}
	face_set_status(f, text);
	f->remark = false;
	face_begin(f, exercise);
	face_mark(f);
}

/*
 * The first error clears the page, and is shown whole. Each further one is added in one line when it
 * arrives.
 */
static void diagnostic(const struct diagnostic *d, const struct exercise *exercise, void *data)
{
	struct face *f = data;

	editor_heed_error(f->editor, exercise, d);
	if (f->view != VIEW_VERDICT || exercise != session_focus(f->session))
		return;
	if (!f->live) {
		buffer_reset(&f->page);
		buffer_add(&f->page, f->lesson.data, f->lesson.len);
		buffer_reset(&f->state);
		style_addf(&f->state, &f->app->style, INK_RED, "%s it does not compile",
			   style_mark(&f->app->style, "✗", "FAILED:"));
		face_set_status(f, "");
		f->scroll = 0;
		f->live = true;
		f->stale = false;
		report_diagnostic(d, &f->app->style, &f->page);
	} else {
		buffer_add_string(&f->page, "  ");
		report_error_line(d, &f->app->style, &f->page);
	}
	face_mark(f);
}

static void note(const char *text, void *data)
{
	face_tell(data, text);
}

/* The view that the learner opened stays. Row 2 tells the verdict. */
static void update_view(struct face *f)
{
	if (f->view == VIEW_HINTS)
		face_show_hints(f, f->hint);
	else if (f->view == VIEW_LIST)
		watch_list_show(f);
	face_mark(f);
}

/* Shows a verdict on an exercise that is not on the screen: only its headline, above the page. */
static void show_elsewhere(struct face *f)
{
	face_limit_notices(f);
	buffer_add(&f->notices, f->headline.data, f->headline.len);
	f->notices_seen = f->notices.len;
	face_mark(f);
}

static void stamp(struct face *f)
{
	time_t now = time(NULL);
	struct tm tm;
	char text[16] = "";

	buffer_reset(&f->stamp);
	if (localtime_r(&now, &tm) && strftime(text, sizeof(text), "%H:%M:%S", &tm))
		buffer_addf(&f->stamp, "checked %s", text);
}

static void take_verdict(struct face *f, struct verdict *v)
{
	bool polish = strcmp(f->app->config.values[CONFIG_POLISH], "on") == 0;

	forget_verdict(f);
	f->last = verdict_keep(v);
	f->shown_findings = (struct report_options){.polish = polish, .open = 0};
	verdict_page_state(v, session_progress(f->session), &f->app->style, &f->state);
	stamp(f);
	if (v->outcome == OUTCOME_PASSED)
		buffer_reset(&f->lesson); /* it is done: what comes next matters more */
}

static void verdict(struct verdict *v, void *data)
{
	struct face *f = data;
	size_t scroll = f->live ? f->scroll : 0;

	if (v->exercise == f->busy) { /* not one that was built in the background */
		face_end(f);
		face_set_status(f, "");
	}
	editor_heed(f->editor, v);
	watch_announce(f, v);
	buffer_reset(&f->headline);
	report_headline(v, &f->app->style, &f->headline);
	if (v->exercise != session_focus(f->session)) {
		show_elsewhere(f);
		return;
	}
	take_verdict(f, v);
	f->verifying = false;
	f->live = false;
	face_compose(f);
	if (f->view != VIEW_VERDICT) {
		update_view(f);
		return;
	}
	f->notices_seen = f->notices.len;
	f->answers_seen = true;
	face_set_page(f, &f->verdict);
	f->scroll = scroll;
	face_draw(f); /* the learner waits for it: the session's work after a verdict comes later */
}

static void advanced(const struct exercise *exercise, void *data)
{
	struct face *f = data;

	if (session_focus(f->session) == exercise && exercise)
		return;
	f->moved = true;
	f->next = exercise;
	face_compose(f);
	face_mark(f);
}

/* The page of the pass names the first error of the next exercise. */
static void foreseen(struct verdict *v, void *data)
{
	struct face *f = data;

	if (!f->last || f->last->outcome != OUTCOME_PASSED)
		return;
	verdict_free(f->foreseen);
	f->foreseen = verdict_keep(v);
	editor_heed_foreseen(f->editor, v);
	face_compose(f);
}

static void timed(const struct exercise *exercise, const struct time_spent *time, void *data)
{
	struct face *f = data;

	if (exercise != f->subject || !f->last || f->last->outcome != OUTCOME_PASSED)
		return;
	f->time = *time;
	face_compose(f);
}

/* Says on the terminal that is back how far the learner is, and where to go on. */
static void say_where(const struct face *f)
{
	enum { UNREAD_MS = 1000 };
	const struct exercise *current = session_current(f->session);
	struct pollfd terminal = {.fd = STDOUT_FILENO, .events = POLLOUT};
	struct buffer out = BUFFER_INIT;

	buffer_addf(&out, "%zu of %zu exercises done.",
		    report_count_done(f->app->course, session_progress(f->session)),
		    f->app->course->count);
	if (current)
		buffer_addf(&out, " `rustgym%s` goes on with %s.", f->app->reviews ? " review" : "",
			    current->name);
	buffer_add_char(&out, '\n');
	if (poll(&terminal, 1, UNREAD_MS) == 1) /* nobody may read it any more */
		app_print(&out, NULL);
	buffer_clear(&out);
}

/* Returns the address of the workspace for links; NULL: the terminal may not know them. */
static char *link_base(const struct app *app)
{
	struct buffer out = BUFFER_INIT;
	char host[256] = "";

	if (!terminal_knows_links() || gethostname(host, sizeof(host) - 1))
		return NULL;
	buffer_add_string(&out, "file://");
	url_add_path(host, &out);
	url_add_path(app->workspace.root, &out);
	buffer_add_char(&out, '/');
	return buffer_detach(&out);
}

static void on_click(int row, void *data)
{
	watch_list_click(data, row);
}

/* Draws what has changed in this turn of the loop, before the loop waits. */
static void draw_at_end_of_turn(uv_prepare_t *turn)
{
	face_draw(turn->data);
}

static void clear(struct face *f)
{
	buffer_clear(&f->shown);
	buffer_clear(&f->edit_key);
	buffer_clear(&f->filter_key);
	buffer_clear(&f->headline);
	buffer_clear(&f->lesson);
	buffer_clear(&f->task);
	buffer_clear(&f->state);
	buffer_clear(&f->stamp);
	buffer_clear(&f->prompt.text);
	buffer_clear(&f->prompt.drawn);
	buffer_clear(&f->prompt.search);
	buffer_clear(&f->prompt.command);
	verdict_free(f->last);
	verdict_free(f->foreseen);
	buffer_clear(&f->page);
	buffer_clear(&f->verdict);
	buffer_clear(&f->answers);
	buffer_clear(&f->above);
	buffer_clear(&f->notices);
	buffer_clear(&f->status);
	buffer_clear(&f->doing);
	buffer_clear(&f->building);
	buffer_clear(&f->background);
	free(f->topic);
	free(f->path);
	watch_command_free(f);
	exercise_list_close(&f->list);
}

/* Starts all that draws, listens and edits, but not the terminal. */
static void start_parts(struct face *f)
{
	const struct editor_host host = watch_editor_host(f);

	uv_timer_init(&f->loop, &f->pulse);
	f->pulse.data = f;
	uv_timer_init(&f->loop, &f->glance);
	f->glance.data = f;
	watch_command_init(f);
	uv_prepare_init(&f->loop, &f->turn);
	f->turn.data = f;
	uv_prepare_start(&f->turn, draw_at_end_of_turn);
	f->links = link_base(f->app);
	signals_start(&f->signals, &f->loop, face_quit, f);
	f->editor = editor_new(f->app, &f->loop, &host);
}

static struct face new_face(struct app *app, const struct watch_options *options)
{
	return (struct face){
		.app = app,
		.options = options,
		.list = {.search = BUFFER_INIT},
		.prompt = {.text = BUFFER_INIT,
			   .drawn = BUFFER_INIT,
			   .search = BUFFER_INIT,
			   .command = BUFFER_INIT},
		.commands = {{.heard = BUFFER_INIT, .now = BUFFER_INIT, .line = BUFFER_INIT},
			     {.heard = BUFFER_INIT, .now = BUFFER_INIT, .line = BUFFER_INIT}},
		.doing = BUFFER_INIT,
		.building = BUFFER_INIT,
		.background = BUFFER_INIT,
		.lesson = BUFFER_INIT,
		.task = BUFFER_INIT,
		.state = BUFFER_INIT,
		.stamp = BUFFER_INIT,
		.shown = BUFFER_INIT,
		.edit_key = BUFFER_INIT,
		.filter_key = BUFFER_INIT,
		.headline = BUFFER_INIT,
		.page = BUFFER_INIT,
		.verdict = BUFFER_INIT,
		.answers = BUFFER_INIT,
		.above = BUFFER_INIT,
		.notices = BUFFER_INIT,
		.status = BUFFER_INIT};
}

int watch_screen(struct app *app, const struct watch_options *options, struct error *err)
{
	struct face f = new_face(app, options);
	struct session_listener listener = {.started = started,
					    .diagnostic = diagnostic,
					    .note = note,
					    .notice = face_notice,
					    .verdict = verdict,
					    .advanced = advanced,
					    .foreseen = foreseen,
					    .timed = timed,
					    .data = &f};
	struct terminal_handler handler = {.key = face_on_key,
					   .paste = face_on_paste,
					   .click = on_click,
					   .redraw = face_redraw,
					   .data = &f};
	int result = loop_open(&f.loop, err);

	if (result)
		return result;
	result = session_open(app, &f.loop, &listener, &f.session, err);
	if (!result) {
		start_parts(&f);
		result = terminal_start(&f.loop, &handler, &f.terminal, err);
		if (result)
			face_quit(&f);
		else
			session_begin(f.session);
	}
	uv_run(&f.loop, UV_RUN_DEFAULT);
	if (!result)
		say_where(&f);
	free(f.links);
	session_free(f.session);
	uv_loop_close(&f.loop);
	clear(&f);
	return result;
}
