/*
 * How text may look on what it is written to: colours, characters, width.
 *
 * Everything in the ui layer takes a style and asks nobody else; with style_plain what it draws are
 * plain ASCII lines.
 */
#ifndef RUSTGYM_STYLE_H
#define RUSTGYM_STYLE_H

#include "rustgym/base/buffer.h"

#include <stdbool.h>

struct style {
	bool colour, unicode;
	int width; /* columns */
};

enum ink {
	INK_BOLD,
	INK_DIM,
	INK_RED,
	INK_GREEN,
	INK_YELLOW,
	INK_BLUE,
	INK_CYAN,
	INK_UNDERLINE,
	INK_RED_MARK, /* as with a marker: the colour behind the text */
	INK_GREEN_MARK,
};

/* Of standard output, by NO_COLOR, TERM, the locale and the terminal; plain turns all of it off. */
struct style style_detect(bool plain);

/* text in an ink, and back to the default. */
void style_add(struct buffer *out, const struct style *style, enum ink ink, const char *text);
void style_addf(struct buffer *out, const struct style *style, enum ink ink, const char *format,
		...) __attribute__((format(printf, 4, 5)));

/* One of a character's two forms: mark(style, "✓", "ok"). */
const char *style_mark(const struct style *style, const char *unicode, const char *ascii);

/* A bar of done out of total, width columns wide. */
void style_bar(struct buffer *out, const struct style *style, size_t done, size_t total, int width);

#endif
