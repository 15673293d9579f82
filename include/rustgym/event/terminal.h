/*
 * The person's terminal: it reads keys and writes whole frames.
 *
 * Between start and close the terminal is in raw mode and on its alternate screen. Ctrl-Z, a signal
 * that ends the program, and a crash restore its original state.
 */
#ifndef RUSTGYM_TERMINAL_H
#define RUSTGYM_TERMINAL_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"
#include "rustgym/event/terminal_order.h"

#include <stdbool.h>
#include <uv.h>

struct terminal_handler {
	void (*key)(int key, void *data);
	void (*paste)(int key, void *data); /* of what is pasted; NULL: it is dropped */
	void (*click)(int row, void *data); /* the left button, in a row from 1; may be NULL */
	void (*redraw)(void *data); /* after a resize or Ctrl-Z: draw the whole frame again */
	void *data;
};

struct terminal;

/*
 * Watches the wheel and the left button, or no longer. Meanwhile the terminal cannot select text by
 * itself, so only a view that needs the mouse turns it on.
 */
void terminal_watch_mouse(struct terminal *terminal, bool on);

/* Returns whether standard input and output are both a terminal that can move its cursor. */
bool terminal_is_usable(void);

int terminal_start(uv_loop_t *loop, const struct terminal_handler *handler,
		   struct terminal **terminal, struct error *err);

/*
 * Writes a whole frame. If the terminal has not yet taken the last frame, this one is dropped, and
 * `redraw` is called when the terminal can take more.
 */
void terminal_write(struct terminal *terminal, const struct buffer *frame);

/* Sets the window's title to "rustgym: TEXT" until the terminal is restored. */
void terminal_set_title(struct terminal *terminal, const char *text);

/*
 * Calls the learner, if the window has lost the focus. Nothing happens on a terminal that does not tell
 * about the focus. The desktop's notification has the text; where there can be none, the bell rings.
 */
void terminal_call(struct terminal *terminal, enum terminal_call how, const char *text);

/* Puts the text on the clipboard, if the terminal lets programs do that. */
void terminal_copy(struct terminal *terminal, const char *text);

/* Restores the terminal for a while (for an editor), and takes it again. */
void terminal_release(struct terminal *terminal);
void terminal_acquire(struct terminal *terminal);

/* Frees the terminal after the loop has closed its handles. NULL is fine. */
void terminal_close(struct terminal *terminal);

/* Returns the size of the terminal on standard output; 80 by 24 if it is unknown. */
void terminal_size(int *columns, int *rows);

#endif
