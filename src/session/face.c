#include "face.h"
#include "rustgym/app/advice.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/text.h"
#include "rustgym/ui/two_columns.h"
#include "rustgym/ui/verdict_page.h"
#include "rustgym/ui/work.h"
#include "watch_internal.h"

#include <stdlib.h>
#include <string.h>

enum {
	MOMENT_MS = 150, /* what ends sooner needs no words */
	PULSE_MS = 1000,
	ROWS_FOR_FINDING = 20,
};

/* ---- drawing ------------------------------------------------------------------------------------ */

/* While the page is from before this save, its time would only take the place of what runs. */
static const char *stamp_of(const struct face *f)
{
	return f->stale                             ? ""
	       : f->background.len && !f->verifying ? f->background.data
						    : f->stamp.data;
}

/* Fills in what is built in the background. Returns whether something is. */
static bool look_at_background(struct face *f)
{
	struct verify_progress progress;
	const struct exercise *exercise = session_background(f->session, &progress);

	buffer_reset(&f->background);
	if (!exercise)
		return false;
	buffer_addf(&f->background, "builds %s", exercise->name);
	if (progress.crates_done < progress.crates)
		buffer_addf(&f->background, ": %u of %u crates", progress.crates_done,
			    progress.crates);
	return true;
}

bool face_is_typed(const struct face *f)
{
	return f->prompt.sign || (f->view == VIEW_LIST && f->list.searching);
}

/* The file that the learner edits. The list and the page of a pass are about other ones, too. */
static char *path_in_sight(const struct face *f)
{
	const struct exercise *exercise = face_exercise(f);

	if (f->view == VIEW_LIST || !f->editor || !exercise ||
	    editor_target(f->editor, f->session) != exercise)
		return NULL;
	return editor_path(f->editor, exercise);
}

struct screen face_screen(struct face *f)
{
	int columns, rows;

	terminal_size(&columns, &rows);
	face_draw_notices(f, (size_t)columns);
	free(f->path);
	f->path = path_in_sight(f);

	struct screen screen = {.state = f->status.len ? f->status.data : f->state.data,
				.stamp = stamp_of(f),
				.above = f->above.data,
				.body = f->page.data,
				.keys = face_keys(f),
				.path = f->path,
				.links = f->links,
				.typed = face_is_typed(f) ? f->prompt.drawn.data : NULL,
				.in_view = f->view != VIEW_VERDICT,
				.scroll = f->scroll,
				.columns = columns,
				.rows = rows};

	return screen;
}

void face_mark(struct face *f)
{
	f->marked = true;
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

/* The old page, without its colours, and with a line that says how old it is. */
static void draw_stale(const struct face *f, struct buffer *out)
{
	const struct style *style = &f->app->style;

	style_addf(out, style, INK_YELLOW, "%s before this save %s", style_mark(style, "┄┄", "--"),
		   style_mark(style, "┄┄┄┄┄┄┄┄", "--------"));
	buffer_add_string(out, "\n");
	if (style->colour)
		buffer_add_string(out, "\x1b[2m");
	text_clean(f->page.data, f->page.len, false, out);
}

/* Tells in the first row where the learner is, and how far. */
static void fill_header(const struct face *f, struct screen *screen, struct buffer *place)
{
	const struct exercise *focus = session_focus(f->session);
	const struct progress *progress = session_progress(f->session);
	const struct topic *topic = focus ? focus->topic : NULL;

	if (topic)
		buffer_addf(place, "%s%s %s %s  %s", f->app->reviews ? "Review: " : "",
			    topic->title, style_mark(&f->app->style, "›", ">"), focus->name,
			    focus->title);
	else
		buffer_add_string(place, f->app->course->title);
	screen->place = place->data;
	screen->total = f->app->course->count;
	screen->done = report_count_done(f->app->course, progress);
	screen->here_total = topic ? topic->count : 0;
	screen->here_done = topic ? report_count_done_in(f->app->course, progress, topic) : 0;
}

static void tell_work(uv_timer_t *timer);

static void mark_again(uv_timer_t *timer)
{
	face_mark(timer->data);
}

void face_draw(struct face *f)
{
	struct screen screen;
	struct buffer frame = BUFFER_INIT, place = BUFFER_INIT, stale = BUFFER_INIT;

	if (!f->marked || !f->terminal)
		return;
	f->marked = false;
	if (look_at_background(f))
		uv_timer_start(&f->glance, mark_again, PULSE_MS, 0);
	terminal_watch_mouse(f->terminal, f->view == VIEW_LIST);
	screen = face_screen(f);
	if (screen.columns != f->app->style.width) {
		f->app->style.width = screen.columns;
		if (uv_is_active((uv_handle_t *)&f->pulse) && (f->stale || f->building.len))
			tell_work(&f->pulse); /* its words depend on the width */
		face_lay_anew(f);
		screen = face_screen(f);
	}
	if (f->view == VIEW_VERDICT && (f->stale || f->building.len)) {
		buffer_add(&stale, f->building.data, f->building.len);
		if (f->stale)
			draw_stale(f, &stale);
		else
			buffer_add(&stale, f->page.data, f->page.len);
		screen.body = stale.data;
	}
	fill_header(f, &screen, &place);
	screen_draw(&screen, &f->app->style, &frame);
	f->scroll = screen.scroll;
	write_frame(f, &frame);
	buffer_clear(&stale);
	buffer_clear(&place);
	buffer_clear(&frame);
}

/* ---- the lesson --------------------------------------------------------------------------------- */

/* In a course of another form there is only a text to read, which can be long. */
static int add_lesson(struct face *f, const struct exercise *exercise, struct buffer *lesson,
		      struct error *err)
{
	if (!exercise_is_foreign(exercise))
		return advice_lesson(f->app, exercise, lesson, err);
	if (exercise->pages.count)
		style_addf(lesson, &f->app->style, INK_DIM, "i: what there is to read about %s\n",
			   exercise->name);
	return 0;
}

void face_lay_lesson(struct face *f, const struct exercise *exercise)
{
	struct buffer lesson = BUFFER_INIT;
	struct error err = ERROR_INIT;

	buffer_reset(&f->lesson);
	f->lesson_width = f->app->style.width;
	if (!session_is_untouched(f->session, exercise) || add_lesson(f, exercise, &lesson, &err)) {
		buffer_clear(&lesson);
		return;
	}
	watch_add_welcome(f->session, f->app, exercise, &f->lesson);
	verdict_page_add_task(f->task.data, exercise, &f->app->style, &f->lesson);
	buffer_addf(&f->lesson, "\n%s\n", lesson.data);
	if (exercise->topic->page && !exercise_is_foreign(exercise))
		buffer_addf(&f->lesson, "i: the page of the topic %s\n\n", exercise->topic->title);
	buffer_clear(&lesson);
}

/* ---- the page of the exercise ------------------------------------------------------------------- */

void face_compose(struct face *f)
{
	const struct app *app = f->app;
	struct verdict_page page = {
		.course = app->course,
		.progress = session_progress(f->session),
		.exercise = f->subject,
		.verdict = f->last,
		.lesson = f->lesson.data,
		.task = f->task.data,
		.offers = "",
		.time = f->time,
		.waits = strcmp(app->config.values[CONFIG_ADVANCE], "ask") == 0,
		.moved = f->moved,
		.next = f->next,
		.end = watch_end(app),
		.options = f->shown_findings,
	};
	struct buffer offers = BUFFER_INIT;
	char *fits;

	if (f->lesson.len && f->lesson_width != app->style.width && !f->live) {
		face_lay_lesson(f, f->subject);
		page.lesson = f->lesson.data;
	}
	buffer_reset(&f->verdict);
	if (!f->subject && !f->moved)
		return;
	if (!f->moved) { /* it may have passed already, and be saved once more */
		const struct exercise *current = session_current(f->session);

		page.moved = f->last && current != f->subject;
		page.next = page.moved && current && !progress_done(page.progress, current->name)
				    ? current
				    : app_next_pending(app, page.progress, f->subject);
	}
	if (f->foreseen && f->foreseen->exercise == page.next)
		page.foreseen = f->foreseen;
	fits = f->last && f->last->outcome == OUTCOME_FAILED
		       ? advice_fits(app, f->subject, page.progress)
		       : NULL;
	page.fits = fits;
	f->cut = f->last && report_cuts(f->last, &app->style);
	if (f->last && f->last->outcome == OUTCOME_PASSED) {
		advice_after_pass(app, f->subject, &offers);
		page.offers = offers.data;
	}
	verdict_page_draw(&page, &app->style, &f->verdict);
	free(fits);
	buffer_clear(&offers);
	if (f->view == VIEW_VERDICT && !f->live) {
		buffer_reset(&f->page);
		buffer_add(&f->page, f->verdict.data, f->verdict.len);
		face_mark(f);
	}
}

void face_show_finding(struct face *f, int index)
{
	int count = f->last ? (int)report_findings(f->last) : 0;
	struct screen screen;
	size_t row, room;

	if (count < 2 || f->view != VIEW_VERDICT || f->live)
		return;
	f->shown_findings.open = index < 0 ? 0 : index < count ? index : count - 1;
	face_compose(f);
	screen = face_screen(f);
	room = screen_room(&screen);
	row = verdict_page_row(f->page.data, &f->app->style, (size_t)screen.columns);
	if (row < f->scroll || row + room / 2 > f->scroll + room)
		f->scroll = row > 1 ? row - 1 : 0;
}

void face_set_page(struct face *f, const struct buffer *text)
{
	buffer_reset(&f->page);
	buffer_add(&f->page, text->data, text->len);
	f->scroll = 0;
	f->live = false;
	face_mark(f);
}

void face_set_status(struct face *f, const char *text)
{
	buffer_reset(&f->status);
	text_line(text, strlen(text), &f->status);
}

/* ---- while something runs ---------------------------------------------------------------------- */

/* The columns of row 2 that the stamp leaves free. */
static size_t status_width(const struct face *f)
{
	int columns, rows;
	size_t stamp = text_width(stamp_of(f));

	terminal_size(&columns, &rows);
	stamp += stamp ? 4 : 2; /* the margins, and a gap */
	return columns > 0 && (size_t)columns > stamp ? (size_t)columns - stamp : 0;
}

static void tell_work(uv_timer_t *timer)
{
	struct face *f = timer->data;
	const struct session_work now = session_work(f->session);
	const struct exercise *meanwhile = session_meanwhile(f->session);
	const struct work work = {
		.runs = now.activity == SESSION_RUNS,
		.name = f->busy == session_focus(f->session) ? NULL : f->busy->name,
		.note = f->doing.len ? f->doing.data : NULL,
		.seconds = (unsigned)((uv_now(&f->loop) - f->began) / 1000),
		.limit_s = now.limit_s,
		.first_build = now.progress.first_build,
		.crates_done = now.progress.crates_done,
		.crates = now.progress.crates,
		.usual_s = (unsigned)f->busy->topic->first_build_s,
		.tests_done = now.progress.tests_done,
		.tests = now.progress.tests,
		.test = now.progress.test,
		.meanwhile = meanwhile ? meanwhile->name : NULL,
	};
	struct buffer text = BUFFER_INIT;

	f->stale = f->busy == session_focus(f->session) && !f->live && f->last;
	work_status(&work, status_width(f), &text);
	buffer_reset(&f->building);
	work_first_build(&work, &f->app->style, &f->building);
	face_set_status(f, text.data);
	face_mark(f);
	buffer_clear(&text);
}

void face_begin(struct face *f, const struct exercise *exercise)
{
	f->busy = exercise;
	uv_update_time(&f->loop); /* time may have passed since the loop's last update */
	f->began = uv_now(&f->loop);
	buffer_reset(&f->doing);
	buffer_reset(&f->building);
	uv_timer_start(&f->pulse, tell_work, MOMENT_MS, PULSE_MS);
}

void face_end(struct face *f)
{
	uv_timer_stop(&f->pulse);
	buffer_reset(&f->building);
	f->stale = false;
}

void face_tell(struct face *f, const char *text)
{
	buffer_reset(&f->doing);
	text_line(text, strlen(text), &f->doing);
	if (uv_is_active((uv_handle_t *)&f->pulse))
		tell_work(&f->pulse);
	else
		face_set_status(f, text);
	face_mark(f);
}

void face_cancel(struct face *f)
{
	if (session_work(f->session).activity == SESSION_IDLE) {
		const struct exercise *background = session_background(f->session, NULL);

		session_cancel(f->session);
		if (background) {
			buffer_reset(&f->notices); /* one says that it is built */
			f->notices_seen = 0;
			face_set_status(f, "the build in the background is cancelled");
		}
		face_mark(f);
		return;
	}
	session_cancel(f->session);
	if (session_work(f->session).activity != SESSION_IDLE)
		return; /* the next text that waited */
	face_end(f);
	f->verifying = false;
	f->live = false;
	f->stale = f->last != NULL;
	face_set_status(f, "cancelled: r or a save checks again");
	face_set_page(f, &f->verdict);
}

/* ---- the rest ----------------------------------------------------------------------------------- */

void face_quit(void *data)
{
	struct face *f = data;

	if (f->life == FACE_CLOSING || !f->session)
		return;
	f->life = editor_has_terminal(f->editor) ? FACE_LEAVES : FACE_CLOSING;
	if (f->life == FACE_LEAVES)
		return;
	editor_free(f->editor);
	f->editor = NULL;
	terminal_close(f->terminal);
	f->terminal = NULL;
	session_close(f->session);
	signals_close(&f->signals);
	for (size_t i = 0; i < FACE_COMMANDS; i++) {
		if (f->commands[i].job)
			job_cancel(f->commands[i].job);
		uv_close((uv_handle_t *)&f->commands[i].clock, NULL);
	}
	uv_close((uv_handle_t *)&f->turn, NULL);
	uv_close((uv_handle_t *)&f->pulse, NULL);
	uv_close((uv_handle_t *)&f->glance, NULL);
}

void face_open_page(struct face *f, const struct buffer *text, void (*lay)(struct face *f))
{
	f->view = VIEW_PAGE;
	f->lay = lay;
	face_set_page(f, text);
}

void face_close_views(struct face *f)
{
	exercise_list_close(&f->list);
	f->view = VIEW_VERDICT;
}

void face_show_verdict(struct face *f)
{
	face_close_views(f);
	if (!f->verifying)
		face_set_status(f, "");
	face_compose(f);
	face_set_page(f, &f->verdict);
}

const struct exercise *face_exercise(const struct face *f)
{
	const struct exercise *focus = session_focus(f->session);

	return focus ? focus : session_current(f->session);
}

/* Appends what fails first, in few rows. A low screen has no room for it. */
static void add_finding_above(const struct face *f, struct buffer *out)
{
	struct buffer finding = BUFFER_INIT;
	int columns, rows;

	terminal_size(&columns, &rows);
	report_first_finding(f->last, &finding);
	if (finding.len && rows >= ROWS_FOR_FINDING) {
		text_fill(finding.data, style_prose_width(&f->app->style), 2, out);
		buffer_add_string(out, "\n\n");
	}
	buffer_clear(&finding);
}

/* On a wide screen the hints are beside the failure that they are about; otherwise it is above in short. */
static int draw_hints(struct face *f, const struct exercise *exercise, struct buffer *out,
		      struct error *err)
{
	const struct progress *progress = session_progress(f->session);
	bool fails = f->last && f->last->exercise == exercise && f->last->outcome == OUTCOME_FAILED;

	if (fails && f->app->style.width >= TWO_COLUMNS_FROM)
		return advice_view_beside(f->app, exercise, progress, f->last, &f->hint, out, err);
	if (fails)
		add_finding_above(f, out);
	return advice_view(f->app, exercise, progress, &f->hint, out, err);
}

void face_show_hints(struct face *f, int at)
{
	const struct exercise *exercise = face_exercise(f);
	size_t scroll = f->view == VIEW_HINTS && at == f->hint ? f->scroll : 0;
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	if (!exercise)
		return;
	f->hint = at;
	if (draw_hints(f, exercise, &out, &err))
		buffer_addf(&out, "%s\n", err.message);
	f->view = VIEW_HINTS;
	face_set_page(f, &out);
	f->scroll = scroll;
	buffer_clear(&out);
}
