/*
 * The gate to the terminal: all bytes that rustgym writes to one pass it. Text, colours and the
 * sequences that rustgym itself uses go through, and nothing else does. Texts are cleaned before, so the
 * gate has nothing to do; if it has, a debug build stops with a bug, and others leave the bytes out.
 *
 * An order is the bell, or a sequence with a text in it: the window's title (OSC 2), a notification (OSC 9
 * and 777), the clipboard (OSC 52). Orders pass alone and by a way of their own, so that no text can have
 * one in it.
 */
#ifndef RUSTGYM_GATE_H
#define RUSTGYM_GATE_H

#include "rustgym/base/buffer.h"

#include <stdbool.h>
#include <stdio.h>

/* Returns the number of bytes before the first that may not pass: `len` if there is none. */
size_t gate_refused_at(const char *bytes, size_t len);

/* Appends the bytes that may pass, in the encoding of the locale (charset.h). */
void gate_pass(const char *bytes, size_t len, struct buffer *out);

/* Returns whether the bytes are one whole order, whose text has no control character. */
bool gate_is_order(const char *bytes, size_t len);

/* Appends one whole order. */
void gate_pass_order(const char *bytes, size_t len, struct buffer *out);

/*
 * Writes to standard output or error. If that is a terminal, the bytes pass the gate. Returns -1 and
 * errno after a failure.
 */
int gate_write(FILE *stream, const char *bytes, size_t len);

/* Writes to standard error, through the gate wherever that leads: a person will read it. */
void gate_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
