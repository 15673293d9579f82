#include "face.h"
#include "rustgym/app/advice.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/text.h"

#include <stdlib.h>
#include <string.h>

enum {
	NOTICES_MAX = 16 * 1024,
	MOMENT_MS = 150, /* what ends sooner needs no words */
	PULSE_MS = 1000,
};

const char face_keys[] = "n next  h hints  l list  r run again  e edit  L lesson  ? keys  q quit";
const char face_keys_lesson[] =
	"Enter how it fails  e edit  h hints  i topic  l list  n next  ? keys  q quit";
const char face_keys_passed[] = "n next  s solution  l list  r run again  e edit  ? keys  q quit";
const char face_keys_page[] = "Esc back  e edit  h hints  l list  n next  ? keys  q quit";
const char face_keys_hints[] = "Right open one more  Left back  Esc close  e edit  ? keys  q quit";

const char face_keys_list[] =
	"Enter go there  / search  f filter  Left/Right fold  e edit  x reset  Esc back  q quit";

static const char *keys_of(const struct face *f)
{
	static const char *const keys[] = {NULL, face_keys_page, face_keys_hints, face_keys_list};

	return f->view == VIEW_VERDICT ? f->keys : keys[f->view];
}

struct screen face_screen(struct face *f)
{
	struct screen screen = {.status = f->status.data,
				.above = f->notices.data,
				.body = f->page.data,
				.keys = keys_of(f),
				.scroll = f->scroll};

	terminal_size(&screen.columns, &screen.rows);
	return screen;
}

void face_mark(struct face *f)
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

void face_draw(struct face *f)
{
	struct screen screen = face_screen(f);
	const struct exercise *focus = session_focus(f->session);
	struct buffer frame = BUFFER_INIT, place = BUFFER_INIT, stale = BUFFER_INIT;

	if (!f->marked || !f->terminal)
		return;
	f->marked = false;
	f->app->style.width = screen.columns;
	if (f->stale && f->view == VIEW_VERDICT) {
		draw_stale(f, &stale);
		screen.body = stale.data;
	}
	buffer_addf(&place, "%s %s %s", focus ? focus->topic->title : "rustgym",
		    style_mark(&f->app->style, "›", ">"), focus ? focus->name : "");
	screen.place = place.data;
	screen.total = f->app->course->count;
	screen.done = report_count_done(f->app->course, session_progress(f->session));
	if (!f->status.len && f->view == VIEW_VERDICT && lesson_fills_screen(f, &screen))
		screen.status = f->summary.data;
	screen_draw(&screen, &f->app->style, &frame);
	f->scroll = screen.scroll;
	write_frame(f, &frame);
	buffer_clear(&stale);
	buffer_clear(&place);
	buffer_clear(&frame);
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

static void tell_work(uv_timer_t *timer)
{
	struct face *f = timer->data;
	const struct session_work work = session_work(f->session);
	unsigned seconds = (unsigned)((uv_now(&f->loop) - f->began) / 1000);
	struct buffer text = BUFFER_INIT;

	buffer_add_string(&text, work.activity == SESSION_RUNS ? "running" : "compiling");
	if (f->busy != session_focus(f->session))
		buffer_addf(&text, " %s", f->busy->name);
	if (f->doing.len && work.activity == SESSION_COMPILES)
		buffer_addf(&text, "  %s", f->doing.data);
	if (f->doing.len && work.activity == SESSION_COMPILES && f->busy->topic->first_build_s)
		buffer_addf(&text, ", the first build of a topic takes about %d s",
			    f->busy->topic->first_build_s);
	if (seconds)
		buffer_addf(&text, "  %u s", seconds);
	if (seconds && work.activity == SESSION_RUNS)
		buffer_addf(&text, ", is stopped after %u s of work", work.limit_s);
	if (seconds)
		buffer_add_string(&text, "  (c cancels)");
	f->stale = f->busy == session_focus(f->session) && !f->live && f->judged;
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
	uv_timer_start(&f->pulse, tell_work, MOMENT_MS, PULSE_MS);
}

void face_end(struct face *f)
{
	uv_timer_stop(&f->pulse);
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
	if (session_work(f->session).activity == SESSION_IDLE)
		return;
	session_cancel(f->session);
	if (session_work(f->session).activity != SESSION_IDLE)
		return; /* the next text that waited */
	face_end(f);
	f->verifying = false;
	f->live = false;
	f->stale = f->judged;
	face_set_status(f, "cancelled: r or a save checks again");
	face_set_page(f, &f->verdict);
}

/* ---- the rest ----------------------------------------------------------------------------------- */

void face_quit(void *data)
{
	struct face *f = data;

	if (f->state == FACE_CLOSING || !f->session)
		return;
	f->state = editor_has_terminal(f->editor) ? FACE_LEAVES : FACE_CLOSING;
	if (f->state == FACE_LEAVES)
		return;
	editor_free(f->editor);
	f->editor = NULL;
	terminal_close(f->terminal);
	f->terminal = NULL;
	session_close(f->session);
	signals_close(&f->signals);
	uv_close((uv_handle_t *)&f->turn, NULL);
	uv_close((uv_handle_t *)&f->pulse, NULL);
}

void face_open_page(struct face *f, const struct buffer *text)
{
	f->view = VIEW_PAGE;
	face_set_page(f, text);
}

void face_show_verdict(struct face *f)
{
	f->view = VIEW_VERDICT;
	if (!f->verifying)
		face_set_status(f, "");
	face_set_page(f, &f->verdict);
}

const struct exercise *face_exercise(const struct face *f)
{
	const struct exercise *focus = session_focus(f->session);

	return focus ? focus : session_current(f->session);
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
	if (advice_view(f->app, exercise, session_progress(f->session), &f->hint, &out, &err))
		buffer_addf(&out, "%s\n", err.message);
	f->view = VIEW_HINTS;
	face_set_page(f, &out);
	f->scroll = scroll;
	buffer_clear(&out);
}

void face_limit_notices(struct face *f)
{
	if (f->notices.len > NOTICES_MAX) {
		buffer_reset(&f->notices);
		f->notices_seen = 0;
	}
}

void face_notice(const char *text, void *data)
{
	struct face *f = data;

	face_limit_notices(f);
	if (f->app->style.colour)
		buffer_add_string(&f->notices, "\x1b[33m");
	text_clean(text, strlen(text), false, &f->notices);
	if (f->app->style.colour)
		buffer_add_string(&f->notices, "\x1b[0m");
	buffer_add_string(&f->notices, "\n\n");
	face_mark(f);
}
