/* The list of exercises in `watch` on a terminal: a view that one can move in. */
#include "rustgym/base/memory.h"
#include "rustgym/event/key.h"
#include "watch_views.h"

#include <stdlib.h>

enum {
	WHEEL = 3,  /* rows */
	HEAD = 2,   /* rows above the first row of the list */
	MARGIN = 3, /* rows that are shown before and after the cursor */
};

static void draw_list(struct face *f)
{
	struct screen screen = face_screen(f);
	struct buffer out = BUFFER_INIT;
	size_t line, room = screen_room(&screen), scroll = f->view == VIEW_LIST ? f->scroll : 0;
	size_t margin = room > 4 * MARGIN ? MARGIN : 0;

	f->app->style.width = screen.columns;
	exercise_list_draw(&f->list, &f->app->style, &line, &out);
	f->view = VIEW_LIST;
	face_set_page(f, &out);
	if (f->list.searching) { /* the head, which says it, too, may be out of sight */
		buffer_reset(&f->prompt.drawn);
		buffer_addf(&f->prompt.drawn, "/%s_   %zu found   Enter takes it, Esc shows all",
			    f->list.search.data, exercise_list_found(&f->list));
	}
	for (const char *at = screen.above; *at; at++) /* these rows scroll, too */
		line += *at == '\n';
	if (line < scroll + HEAD + margin) /* the lines of the head go with the first rows */
		scroll = line < HEAD + margin + 1 ? 0 : line - HEAD - margin;
	if (room && line + margin >= scroll + room)
		scroll = line + margin - room + 1;
	f->scroll = scroll;
	buffer_clear(&out);
}

void watch_list_show(struct face *f)
{
	session_refresh(f->session);
	if (!f->list.course)
		exercise_list_open(&f->list, f->app->course, session_progress(f->session),
				   session_current(f->session));
	else
		exercise_list_update(&f->list, session_progress(f->session),
				     session_current(f->session));
	draw_list(f);
}

/* Asks before a reset: the same key a second time means yes. */
void watch_reset(struct face *f, const struct exercise *exercise)
{
	char *text;

	if (f->doomed != exercise) {
		f->doomed = exercise;
		text = memory_format("x resets %s, any other key does not", exercise->name);
		face_set_status(f, text);
		free(text);
	} else {
		f->doomed = NULL;
		face_set_status(f, "");
		session_reset(f->session, exercise);
	}
	face_mark(f);
}

static bool search(struct face *f, int key)
{
	if (key == KEY_ENTER) {
		exercise_list_take_search(&f->list);
		return true;
	}
	if (key == KEY_BACKSPACE || key == '\b')
		key = '\b';
	else if (key < ' ' || key > '~')
		return false;
	exercise_list_type(&f->list, (char)key);
	return true;
}

static bool move(struct face *f, int key)
{
	struct screen screen = face_screen(f);
	long page = (long)screen_room(&screen) - 3, all = (long)f->list.count;

	switch (key) {
	case KEY_WHEEL_UP:
		exercise_list_move(&f->list, -WHEEL);
		return true;
	case KEY_WHEEL_DOWN:
		exercise_list_move(&f->list, WHEEL);
		return true;
	case KEY_UP:
	case 'k':
		exercise_list_move(&f->list, -1);
		return true;
	case KEY_DOWN:
	case 'j':
		exercise_list_move(&f->list, 1);
		return true;
	case KEY_PAGE_UP:
		exercise_list_move(&f->list, page > 1 ? -page : -1);
		return true;
	case KEY_PAGE_DOWN:
	case ' ':
		exercise_list_move(&f->list, page > 1 ? page : 1);
		return true;
	case KEY_HOME:
	case 'g':
		exercise_list_move(&f->list, -all);
		return true;
	case KEY_END:
	case 'G':
		exercise_list_move(&f->list, all);
		return true;
	case KEY_LEFT:
	case KEY_RIGHT:
		exercise_list_fold(&f->list, key == KEY_LEFT);
		return true;
	default:
		return false;
	}
}

/* Runs a command of the program that is about an exercise. */
static bool about(struct face *f, const char *command, const struct exercise *exercise)
{
	char *line = memory_format("%s %s", command, exercise->name);

	watch_command(f, line);
	free(line);
	return true;
}

/* Does what a key means for the exercise at the cursor. */
static bool choose(struct face *f, int key, const struct exercise *exercise)
{
	switch (key) {
	case KEY_ENTER:
		face_show_verdict(f);
		session_goto(f->session, exercise);
		return true;
	case 'h': /* only the exercise on the screen has hints that can be opened */
		return exercise != face_exercise(f) && about(f, "hint --opened", exercise);
	case 'd':
		return about(f, "diff", exercise);
	case 'H':
		return about(f, "history", exercise);
	case 'e':
		watch_edit(f, exercise);
		return true;
	case 'x':
		watch_reset(f, exercise);
		draw_list(f); /* what is said above it must not move the cursor out of sight */
		return true;
	default:
		return false;
	}
}

bool watch_list_key(struct face *f, int key)
{
	const struct exercise *exercise = exercise_list_chosen(&f->list);

	if (f->doomed && key != 'x') {
		f->doomed = NULL;
		face_set_status(f, "");
	}
	if (key == KEY_ESCAPE || key == 'l') {
		if (key == 'l' && f->list.searching)
			search(f, key);
		else if (key == 'l' || !exercise_list_show_all(&f->list)) {
			face_show_verdict(f);
			return true;
		}
	} else if (f->list.searching && search(f, key)) {
		;
	} else if (move(f, key)) {
		;
	} else if (key == '/') {
		f->list.searching = true;
	} else if (key == 'f') {
		exercise_list_next_filter(&f->list);
	} else {
		return exercise && choose(f, key, exercise);
	}
	draw_list(f);
	return true;
}

void watch_list_click(struct face *f, int row)
{
	struct screen screen = face_screen(f);
	size_t at = screen_body_row(&screen, row);
	bool same = at == f->list.cursor + HEAD;

	if (f->view != VIEW_LIST || at == (size_t)-1 || at < HEAD || at - HEAD >= f->list.count)
		return;
	exercise_list_move(&f->list, (long)(at - HEAD) - (long)f->list.cursor);
	if (same && f->list.rows[f->list.cursor].exercise)
		watch_list_key(f, KEY_ENTER);
	else
		draw_list(f);
}
