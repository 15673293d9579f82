/*
 * Draws the changes between two versions of an exercise, as a unified diff with three lines of
 * context.
 *
 * For a program (`exact`) the diff has the original bytes, so that `patch -p1` and `git apply` can
 * use it. For a person the diff is safe to print on a terminal: invisible characters are written as
 * ^M, ^[ or <U+202E>. With colours, Rust code is coloured, and the changed words in a line are highlighted. Files that are not UTF-8 or contain a NUL are only reported as
 * different.
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
	/* written after the paths: "the start", "@3"; "" for none */
	const char *old_name, *new_name;
	const char *folder; /* the folder of the paths; "" for none */
	bool exact;
	int width; /* longer lines are broken at words, if it is not exact; 0: they are not */
};

enum { DIFF_CONTEXT = 3 }; /* lines that are drawn before and after a change */

/* Appends a sentence about the signs, for a person who sees no colours. */
void diff_legend(const struct diff *diff, struct buffer *out);

/*
 * Appends the diff and returns true. If the two versions are equal, appends nothing and returns
 * false.
 */
bool diff_draw(const struct diff *diff, const struct style *style, struct buffer *out);

/* Returns whether a file can be shown line by line. */
bool diff_is_text(const struct file_set_item *file);

/*
 * One line for a person, without its line end. If `words` is set, the words that an edit covers are
 * highlighted.
 */
struct diff_line {
	const struct piece *bytes;
	const unsigned char *colours; /* of the bytes (rust_colours); NULL: not Rust */
	const char *sign;             /* written before the line: "+", or "" */
	const struct pieces *words;
	const struct edits *edits;
	bool new;   /* the words are on the new side of the edits */
	bool plain; /* the line did not change: no colour, and no mark for its carriage return */
};

void diff_draw_line(const struct diff_line *line, const struct style *style, struct buffer *out);

#endif
