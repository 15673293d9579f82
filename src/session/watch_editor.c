/* The editor of `watch`: it gets the terminal, and gives it back. */
#include "watch_views.h"

static void lend_terminal(void *data)
{
	struct face *f = data;

	terminal_release(f->terminal);
}

static void take_terminal_back(void *data)
{
	struct face *f = data;

	terminal_acquire(f->terminal);
	if (f->life == FACE_LEAVES)
		face_quit(f);
}

struct editor_host watch_editor_host(struct face *f)
{
	return (struct editor_host){.lend = lend_terminal,
				    .take_back = take_terminal_back,
				    .fail = face_answer,
				    .tell = face_answer,
				    .data = f};
}

void watch_edit(struct face *f, const struct exercise *exercise)
{
	session_read_settings(f->session);
	if (exercise)
		editor_open(f->editor, exercise);
	else
		face_notice("there is no exercise to edit", f);
}
