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

#include <stdbool.h>
#include <uv.h>

/* The value of a printable key is its character. The other keys have these values. */
enum key {
	KEY_ENTER = '\r',
	KEY_ESCAPE = 0x1b,
	KEY_INTERRUPT = 0x03, /* Ctrl-C */
	KEY_REDRAW = 0x0c,    /* Ctrl-L */
	KEY_BACKSPACE = 0x7f,
	KEY_SUSPEND = 0x1a, /* Ctrl-Z: handled by the terminal itself */
	KEY_UP = 0x110000,
	KEY_DOWN,
	KEY_LEFT,
	KEY_RIGHT,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_HOME,
	KEY_END,
	KEY_PASTE_BEGIN, /* pasted text is not a command: the terminal drops it */
	KEY_PASTE_END,
	KEY_FOCUS_GAINED, /* handled by the terminal itself */
	KEY_FOCUS_LOST,
	KEY_WHEEL_UP, /* only while the mouse is watched */
	KEY_WHEEL_DOWN,
	KEY_CLICK, /* the terminal calls handler.click instead of handler.key */
	KEY_UNKNOWN,
};

struct terminal_handler {
	void (*key)(int key, void *data);
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

/* Returns whether this terminal is known to show links (OSC 8). */
bool terminal_knows_links(void);

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

enum terminal_call { CALL_BELL, CALL_DESKTOP };

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

/*
 * Decodes one key from the bytes that a terminal sends. Returns the number of bytes that it used:
 * at least 1, at most `len`.
 */
size_t terminal_decode_key(const char *bytes, size_t len, int *key);

#endif
