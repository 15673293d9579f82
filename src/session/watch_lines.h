/*
 * `watch` without a screen. watch_lines.c says the session's events, and watch_letters.c does what is
 * typed: the commands of the screen, as a letter and Enter, or any command of the program.
 */
#ifndef RUSTGYM_WATCH_LINES_H
#define RUSTGYM_WATCH_LINES_H

#include "editor.h"
#include "rustgym/base/buffer.h"
#include "rustgym/event/input.h"
#include "rustgym/event/job.h"
#include "rustgym/event/output.h"
#include "rustgym/event/signals.h"
#include "rustgym/toolchain/verdict.h"
#include "session.h"

struct lines {
	struct app *app;
	uv_loop_t loop;
	struct session *session;
	struct signals signals;
	struct editor *editor;
	struct input *input; /* NULL: nothing can be typed */
	struct output *output;
	struct job *command;            /* runs now; NULL: none */
	uv_timer_t patience;            /* says that it runs, if it takes long */
	struct buffer heard;            /* the beginning of a line of it */
	size_t judged, quarters;        /* exercises that it has judged; quarters that were said */
	struct verdict *last;           /* the last verdict on the focus; NULL: none */
	size_t finding;                 /* the finding of it that was said last */
	const struct exercise *subject; /* the exercise that was said last */
	const struct exercise *doomed;  /* a second x resets it; NULL: none */
	bool noted;                     /* the build said already that it works on crates */
	enum { LINES_OPEN, LINES_LEAVES, LINES_CLOSED } life;
	struct error gone; /* set when standard output is gone */
};

void lines_say(struct lines *w, const char *text); /* on lines of their own */
void lines_print(struct lines *w, const struct buffer *text);
void lines_quit(void *data);

/* Does what the line says. `data` is the lines. */
void lines_obey(const char *line, void *data);

#endif
