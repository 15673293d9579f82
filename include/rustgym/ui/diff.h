/*
 * What changed between two versions of an exercise, as a unified diff of three lines of context.
 *
 * For a program (exact) it has the bytes as they are: `patch -p1` and `git apply` take it. For a
 * person nothing of the texts is obeyed by the terminal: what can't be seen is written out (^M, ^[,
 * <U+202E>); with colours, the words that changed within a line stand out. Lines are not folded: what
 * shows them does that. Text that is not UTF-8, or has a NUL, is not shown but said to differ.
 */
#ifndef RUSTGYM_DIFF_H
#define RUSTGYM_DIFF_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/file_set.h"
#include "rustgym/ui/edits.h"
#include "rustgym/ui/style.h"

#include <stdbool.h>
#include <stddef.h>

struct diff {
	const struct file_set *old, *new;
	const char *old_name, *new_name; /* put after the paths: "the start", "@3"; "" for none */
	const char *folder;              /* of the paths; "" for none */
	bool exact;
};

/* Appends it; nothing, and false, when the two are equal. */
bool diff_draw(const struct diff *diff, const struct style *style, struct buffer *out);

/* Whether a text can be shown line by line. */
bool diff_is_text(const struct file_set_item *file);

/*
 * A line on its own, without its end, for a person. Where words is set, those of them that an edit
 * covers stand out.
 */
struct diff_line {
	const struct piece *bytes;
	const char *sign; /* put before it: "+", or "" */
	const struct pieces *words;
	const struct edits *edits;
	bool new;   /* which side of the edits the words are */
	bool plain; /* a line that did not change: no ink, and its carriage return goes unsaid */
};

void diff_draw_line(const struct diff_line *line, const struct style *style, struct buffer *out);

#endif
