/*
 * Computes the edits that change one sequence of pieces (lines or words) into another. The result
 * is as short as possible, unless the search takes too long (EDITS_STEPS_MAX).
 */
#ifndef RUSTGYM_EDITS_H
#define RUSTGYM_EDITS_H

#include <stddef.h>
#include <stdint.h>

/*
 * After this number of removals and additions from either end, the search takes the best result
 * that it has.
 */
enum { EDITS_STEPS_MAX = 400 };

struct piece {
	const char *bytes; /* borrowed */
	size_t len;
};

struct pieces {
	struct piece *items;
	size_t count, capacity;
};

#define PIECES_INIT                                                                                \
	{                                                                                          \
		NULL, 0, 0                                                                         \
	}

/* Appends the lines of a string. Each line includes its '\n'; the last one may have none. */
void pieces_add_lines(struct pieces *pieces, const char *text, size_t len);

/*
 * Appends the words of a string. A word is a sequence of letters, digits and non-ASCII characters,
 * a sequence of spaces, or any other single character.
 */
void pieces_add_words(struct pieces *pieces, const char *text, size_t len);
void pieces_clear(struct pieces *pieces);

/*
 * Returns a number from 0 for each piece; equal pieces have equal numbers. The array has old->count
 * numbers for the old pieces, then new->count numbers for the new ones. The caller frees it.
 */
uint32_t *pieces_number(const struct pieces *old, const struct pieces *new);

/*
 * An edit replaces `old_count` pieces from index `old` by `new_count` pieces from index `new`. At
 * least one of the counts is not 0.
 */
struct edit {
	size_t old, old_count, new, new_count;
};

/* Ordered. At least one unchanged piece lies between two edits. */
struct edits {
	struct edit *items;
	size_t count, capacity;
};

#define EDITS_INIT                                                                                 \
	{                                                                                          \
		NULL, 0, 0                                                                         \
	}

void edits_find(const struct pieces *old, const struct pieces *new, struct edits *edits);
void edits_clear(struct edits *edits);

#endif
