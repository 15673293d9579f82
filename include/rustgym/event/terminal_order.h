/*
 * Builds the sequences that go to a terminal besides frames. Each function appends one sequence, or nothing if
 * this terminal may show it as text. A title or notification is cut to one line of 200 bytes. The text for the
 * clipboard is whole.
 */
#ifndef RUSTGYM_TERMINAL_ORDER_H
#define RUSTGYM_TERMINAL_ORDER_H

#include "rustgym/base/buffer.h"

#include <stdbool.h>

/* Returns whether this terminal is known to show links (OSC 8). */
bool terminal_knows_links(void);

enum terminal_call { CALL_BELL, CALL_DESKTOP };

/* The window's title becomes "rustgym: TEXT". */
void order_add_title(const char *text, struct buffer *out);

/* A notification with the text, or a bell. */
void order_add_call(enum terminal_call how, const char *text, struct buffer *out);

/* The text goes to the clipboard. */
void order_add_clipboard(const char *text, struct buffer *out);

#endif
