/*
 * Prepares text for a terminal: removes unsafe characters, measures it, wraps it.
 *
 * Widths are in columns, of what the gate writes in this locale (charset.h). Sequences that only set colours (ESC [ ... m) have the width 0.
 */
#ifndef RUSTGYM_TEXT_H
#define RUSTGYM_TEXT_H

#include "rustgym/base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Appends untrusted bytes in a form that is safe to print. Colour sequences stay if `colour` is
 * set. All other escape sequences, control characters and direction overrides are removed. Bytes
 * that are not UTF-8 become U+FFFD, a tab becomes spaces, and a carriage return ends the line.
 * Colours are reset at the end of each line.
 */
void text_clean(const char *bytes, size_t len, bool colour, struct buffer *out);

/*
 * Appends the bytes like text_clean, but without colours and on one line: line ends become spaces.
 */
void text_line(const char *bytes, size_t len, struct buffer *out);

size_t text_width(const char *text);

/*
 * Appends the text in exactly `width` columns: adds spaces, or cuts it and adds an ellipsis. It cuts between words
 * if that leaves more than half of the room filled.
 */
void text_fit(const char *text, size_t width, bool unicode, struct buffer *out);

/* Appends the text, or its beginning and an ellipsis if it is wider than `width`. */
void text_shorten(const char *text, size_t width, bool unicode, struct buffer *out);

/*
 * Returns the width of the gutter of a line of source as compilers draw it, "12 | " or "   | ";
 * otherwise the width of the spaces at its beginning.
 */
size_t text_gutter(const char *line);

/*
 * Appends one line, broken into rows that are not wider than `width`. It breaks between words where it
 * can. Each further row begins with `gutter` columns: spaces, and the bar if the line has one. Colours
 * go on in the further rows.
 */
void text_break(const char *line, size_t width, size_t gutter, struct buffer *out);
/* The same, but the further rows begin at a column after the gutter, and have its bar. */
void text_break_below(const char *line, size_t width, size_t column, struct buffer *out);

/*
 * Returns whether an address (https://...) of at most 2048 bytes begins at `at`, or goes on there. `text`
 * is the beginning of it all.
 */
bool text_in_address(const char *text, const char *at);

/*
 * Returns the number of bytes in the first row of the text. The row ends at a line end, or when it
 * is `width` columns wide.
 */
size_t text_row(const char *text, size_t width);

/*
 * Returns the number of bytes in the first row of the text, and moves *text to the next row. The row
 * ends between two words. A word that is wider than a row is broken after one of / ? & -, or else
 * anywhere. An address is broken only where a row is full: then it can be copied as a whole. `begin` is
 * the beginning of the text before *text, or *text itself.
 */
size_t text_take_row(const char *begin, const char **text, size_t width);

/*
 * Appends the text with line ends added, so that no line is wider than `width`. It may break inside
 * words.
 */
void text_wrap(const char *text, size_t width, struct buffer *out);

/*
 * Appends the text and breaks lines between words. A number and its unit count as one word. A word
 * that is wider than a line gets a line of its own. `indent` columns of the first line are used
 * already; the other lines start with that number of spaces.
 */
void text_fill(const char *text, size_t width, size_t indent, struct buffer *out);

#endif
