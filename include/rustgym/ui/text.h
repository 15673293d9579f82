/*
 * Text as a terminal shows it: what is safe to print, how wide it is, where it wraps.
 *
 * Widths are in columns. Sequences that only set colours (ESC [ ... m) have none.
 */
#ifndef RUSTGYM_TEXT_H
#define RUSTGYM_TEXT_H

#include "rustgym/base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Appends untrusted bytes so that printing them can do nothing but show text: colour sequences pass
 * when colour is set; all other escape sequences, control characters and direction overrides go;
 * what is not UTF-8 becomes U+FFFD; a tab becomes spaces; a carriage return ends the line. Colours
 * are reset at the end of each line, so that nothing bleeds.
 */
void text_clean(const char *bytes, size_t len, bool colour, struct buffer *out);

/* The same without colours and on one line: what ends a line becomes a space. */
void text_line(const char *bytes, size_t len, struct buffer *out);

size_t text_width(const char *text);

/* Appends text, filled with spaces or cut (with an ellipsis) to exactly width columns. */
void text_fit(const char *text, size_t width, bool unicode, struct buffer *out);

/* How many bytes of text fill its first row: up to the line's end, or until it is width columns wide. */
size_t text_row(const char *text, size_t width);

/* Appends text with line ends put in so that no line is wider than width. Words may be cut. */
void text_wrap(const char *text, size_t width, struct buffer *out);

/*
 * The same between words: one that is wider than a line stands alone on its own, whole. The first
 * line goes on where `indent` columns are taken already; the others start with as many spaces.
 */
void text_fill(const char *text, size_t width, size_t indent, struct buffer *out);

#endif
