#include "history_screen.h"
#include "rustgym/event/key.h"
#include "rustgym/event/loop.h"
#include "rustgym/event/signals.h"
#include "rustgym/event/terminal.h"
#include "rustgym/ui/diff.h"
#include "rustgym/ui/timeline.h"

struct walk {
	struct app *app;
	const struct revision *revision;
	struct timeline timeline;
	struct buffer diff;
	uv_loop_t loop;
	struct terminal *terminal;
	struct signals signals;
};

/* ---- the changes of the chosen snapshot ------------------------------------------------------ */

/* The first snapshot is the handed-out text, so it is not compared. */
static void compare(struct walk *w)
{
	struct file_set from = FILE_SET_INIT, to = FILE_SET_INIT;
	const struct revision *r = w->revision;
	struct diff diff = {.old = &from, .new = &to, .old_name = "", .new_name = "", .folder = ""};
	struct error err = ERROR_INIT;
	int number = w->timeline.snapshots->items[w->timeline.chosen].number;
	int result = history_read(r->history, r->exercise, number, &to, &err);

	if (!result && number > 1)
		result = history_read(r->history, r->exercise, number - 1, &from, &err);
	buffer_reset(&w->diff);
	if (!result)
		diff_draw(&diff, &w->app->style, &w->diff);
	else
		buffer_addf(&w->diff, "%s\n", err.message);
	w->timeline.diff = w->diff.data;
	w->timeline.scroll = 0;
	file_set_clear(&from);
	file_set_clear(&to);
}

/* ---- the terminal --------------------------------------------------------------------------- */

static void draw(void *data)
{
	struct walk *w = data;
	struct buffer frame = BUFFER_INIT;

	if (!w->terminal)
		return;
	terminal_size(&w->timeline.columns, &w->timeline.rows);
	timeline_draw(&w->timeline, &w->app->style, &frame);
	terminal_write(w->terminal, &frame);
	buffer_clear(&frame);
}

static void quit(void *data)
{
	struct walk *w = data;

	if (!w->terminal)
		return;
	terminal_close(w->terminal);
	w->terminal = NULL;
	signals_close(&w->signals);
}

static void choose(struct walk *w, size_t index)
{
	if (index >= w->timeline.snapshots->count || index == w->timeline.chosen)
		return;
	w->timeline.chosen = index;
	compare(w);
}

static void on_key(int key, void *data)
{
	struct walk *w = data;
	size_t page = w->timeline.rows > 8 ? (size_t)w->timeline.rows / 2 : 1;

	switch (key) {
	case 'q':
	case KEY_ESCAPE:
	case KEY_INTERRUPT:
		quit(w);
		return;
	case 'k':
	case KEY_UP:
		choose(w, w->timeline.chosen + 1);
		break;
	case 'j':
	case KEY_DOWN:
		choose(w, w->timeline.chosen - 1); /* index 0 is the oldest */
		break;
	case KEY_HOME:
		choose(w, w->timeline.snapshots->count - 1);
		break;
	case KEY_END:
		choose(w, 0);
		break;
	case KEY_PAGE_DOWN:
	case ' ':
		w->timeline.scroll += page;
		break;
	case KEY_PAGE_UP:
		w->timeline.scroll -= w->timeline.scroll < page ? w->timeline.scroll : page;
		break;
	default:
		break;
	}
	draw(w);
}

int history_screen(struct app *app, const struct revision *revision,
		   const struct snapshots *snapshots, struct error *err)
{
	struct walk w = {.app = app, .revision = revision, .diff = BUFFER_INIT};
	struct terminal_handler handler = {.key = on_key, .redraw = draw, .data = &w};
	int result = loop_open(&w.loop, err);

	if (result)
		return result;
	w.timeline = (struct timeline){.title = revision->exercise->path,
				       .snapshots = snapshots,
				       .chosen = snapshots->count - 1};
	compare(&w);
	result = terminal_start(&w.loop, &handler, &w.terminal, err);
	if (!result) {
		signals_start(&w.signals, &w.loop, quit, &w);
		draw(&w);
	}
	uv_run(&w.loop, UV_RUN_DEFAULT);
	uv_loop_close(&w.loop);
	buffer_clear(&w.diff);
	return result;
}
