/*
 * The terminal a person sits at: keys in, whole frames out, and everything put back on leaving.
 *
 * While it is started the terminal is in raw mode and on its alternate screen. Ctrl-Z, a signal that
 * ends the program, and a crash leave it as it was found.
 */
#ifndef RUSTGYM_TERMINAL_H
#define RUSTGYM_TERMINAL_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"

#include <stdbool.h>
#include <uv.h>

/* A printable key is its character; the others are these. */
enum key {
	KEY_ENTER = '\r',
	KEY_ESCAPE = 0x1b,
	KEY_INTERRUPT = 0x03, /* Ctrl-C */
	KEY_REDRAW = 0x0c,    /* Ctrl-L */
	KEY_SUSPEND = 0x1a,   /* Ctrl-Z: handled by the terminal itself */
	KEY_UP = 0x110000,
	KEY_DOWN,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_HOME,
	KEY_END,
	KEY_PASTE_BEGIN, /* what is pasted is no command: the terminal drops it */
	KEY_PASTE_END,
	KEY_UNKNOWN,
};

struct terminal_handler {
	void (*key)(int key, void *data);
	void (*redraw)(void *data); /* resized, or back from Ctrl-Z: draw all of it again */
	void *data;
};

struct terminal;

/* Whether standard input and output are both a terminal that can move its cursor. */
bool terminal_is_usable(void);

int terminal_start(uv_loop_t *loop, const struct terminal_handler *handler,
		   struct terminal **terminal, struct error *err);

/*
 * A whole frame. While the terminal has not taken the one before, it is left out, and redraw is called
 * when there is room again.
 */
void terminal_write(struct terminal *terminal, const struct buffer *frame);

/* Gives the terminal back for a while (to run an editor) and takes it again. */
void terminal_release(struct terminal *terminal);
void terminal_acquire(struct terminal *terminal);

/* Frees it after the loop has closed its handles. NULL is fine. */
void terminal_close(struct terminal *terminal);

/* Of standard output; 80 by 24 when it is not known. */
void terminal_size(int *columns, int *rows);

/*
 * Decodes what a terminal sends for keys: reads one key from bytes, returns how many bytes it took
 * (at least 1, at most len).
 */
size_t terminal_decode_key(const char *bytes, size_t len, int *key);

#endif
