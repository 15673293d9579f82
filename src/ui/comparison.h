/*
 * Compares two texts: their lines, the edits, the pairs of old and new lines, and the changed words
 * in a pair.
 */
#ifndef RUSTGYM_COMPARISON_H
#define RUSTGYM_COMPARISON_H

#include "rustgym/ui/edits.h"

#include <stdbool.h>
#include <stddef.h>

struct comparison {
	struct pieces old, new; /* lines with their line ends; the texts are borrowed */
	struct edits edits;
};

void comparison_init(struct comparison *comparison, const char *old, size_t old_len,
		     const char *new, size_t new_len);
void comparison_clear(struct comparison *comparison);

enum { COMPARISON_ALONE = -1 };

/*
 * For each old line of the edit, stores the new line that it became, as an index into
 * comparison->new, or COMPARISON_ALONE. The indexes rise. `partners` has room for edit->old_count
 * items.
 */
void comparison_pair(const struct comparison *comparison, const struct edit *edit,
		     ptrdiff_t *partners);

/* The words of two lines, and the edits between them. */
struct word_changes {
	struct pieces old, new;
	struct edits edits;
};

void word_changes_init(struct word_changes *changes, const struct piece *old,
		       const struct piece *new);
void word_changes_clear(struct word_changes *changes);

#endif
