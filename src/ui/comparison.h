/*
 * Two texts compared: their lines, what was edited, which line became which, and which words of it
 * changed.
 */
#ifndef RUSTGYM_COMPARISON_H
#define RUSTGYM_COMPARISON_H

#include "rustgym/ui/edits.h"

#include <stdbool.h>
#include <stddef.h>

struct comparison {
	struct pieces old, new; /* lines with their ends; the texts are borrowed */
	struct edits edits;
};

void comparison_init(struct comparison *comparison, const char *old, size_t old_len,
		     const char *new, size_t new_len);
void comparison_clear(struct comparison *comparison);

enum { COMPARISON_ALONE = -1 };

/*
 * For each of the edit's old lines the new line that it became, as an index into comparison->new, or
 * COMPARISON_ALONE; in rising order. partners has room for edit->old_count.
 */
void comparison_pair(const struct comparison *comparison, const struct edit *edit,
		     ptrdiff_t *partners);

/* The words in which two lines differ: edits of words, and the words themselves. */
struct word_changes {
	struct pieces old, new;
	struct edits edits;
};

void word_changes_init(struct word_changes *changes, const struct piece *old,
		       const struct piece *new);
void word_changes_clear(struct word_changes *changes);

#endif
