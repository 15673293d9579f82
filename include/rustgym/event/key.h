/* The keys, and the bytes that a terminal sends for them. */
#ifndef RUSTGYM_KEY_H
#define RUSTGYM_KEY_H

#include <stdbool.h>
#include <stddef.h>

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
	KEY_PASTE_BEGIN, /* pasted text is not a command: the terminal calls handler.paste */
	KEY_PASTE_END,
	KEY_FOCUS_GAINED, /* handled by the terminal itself */
	KEY_FOCUS_LOST,
	KEY_WHEEL_UP, /* only while the mouse is watched */
	KEY_WHEEL_DOWN,
	KEY_CLICK, /* the terminal calls handler.click instead of handler.key */
	KEY_UNKNOWN,
};

/* Decodes one key. Returns the number of bytes that it used: at least 1, at most `len`, which is not 0. */
size_t key_decode(const char *bytes, size_t len, int *key);

/*
 * Decodes a report of the mouse, ESC [ < BUTTON ; COLUMN ; ROW and then M for pressed or m for released.
 * Sets *row, from 1, for a click. Returns KEY_UNKNOWN for other bytes.
 */
int key_decode_mouse(const char *bytes, size_t len, int *row);

/* Returns whether the bytes, at least one, are the beginning of a sequence that has not arrived whole. */
bool key_is_cut_short(const char *bytes, size_t len);

#endif
