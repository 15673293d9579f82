/*
 * Describes what the output can show: colours, characters, width.
 *
 * All functions of the ui room take a style and do not look at the terminal themselves. With a
 * style without colour and unicode, they draw plain ASCII lines.
 */
#ifndef RUSTGYM_STYLE_H
#define RUSTGYM_STYLE_H

#include "rustgym/base/buffer.h"

#include <stdbool.h>

/* The width where nobody sees it: nothing is cut or broken for a program that reads it. */
enum { STYLE_UNSEEN = 10000 };

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
	INK_RED_MARK, /* coloured background */
	INK_GREEN_MARK,
};

enum colour_choice { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

/*
 * Returns the style for standard output. It depends on the locale and the terminal. With COLOUR_AUTO a
 * terminal has colours unless TERM is dumb or CLICOLOR is 0; NO_COLOR takes them away everywhere, and
 * CLICOLOR_FORCE gives them to pipes, too. With `plain`, there are no colours and only ASCII characters.
 */
struct style style_detect(bool plain, enum colour_choice colour);

/*
 * Returns whether a person sees standard output as it is: on a terminal, or as a page of `watch`, which
 * says in RUSTGYM_PAGE how many columns that has.
 */
bool style_is_seen(void);

/* Appends the text in a colour or weight, then resets it. */
void style_add(struct buffer *out, const struct style *style, enum ink ink, const char *text);
void style_addf(struct buffer *out, const struct style *style, enum ink ink, const char *format,
		...) __attribute__((format(printf, 4, 5)));

/* Returns one of two forms of a character: style_mark(style, "✓", "ok"). */
const char *style_mark(const struct style *style, const char *unicode, const char *ascii);

/* Returns the number of columns for prose: long lines are hard to read. */
size_t style_prose_width(const struct style *style);

/* Appends a bar that is `width` columns wide and shows `done` of `total`. */
void style_bar(struct buffer *out, const struct style *style, size_t done, size_t total, int width);

#endif
