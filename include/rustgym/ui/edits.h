/*
 * The edit script: what turns one sequence of pieces (lines, words) into another. It is the shortest
 * there is, unless looking for that would take too long (EDITS_STEPS_MAX).
 */
#ifndef RUSTGYM_EDITS_H
#define RUSTGYM_EDITS_H

#include <stddef.h>
#include <stdint.h>

/* Past so many removals and additions from either end, the best that was found is taken. */
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

/* Appended are the lines of a text, each with the '\n' that ends it; the last may have none. */
void pieces_add_lines(struct pieces *pieces, const char *text, size_t len);

/* A word of letters, digits and whatever is not ASCII; a run of spaces; any other character. */
void pieces_add_words(struct pieces *pieces, const char *text, size_t len);
void pieces_clear(struct pieces *pieces);

/*
 * Numbers from 0, the same for pieces of the same bytes: old->count + new->count of them, the old
 * ones' first. free() it.
 */
uint32_t *pieces_number(const struct pieces *old, const struct pieces *new);

/* old_count pieces from old on are replaced by new_count pieces from new on; not both are 0. */
struct edit {
	size_t old, old_count, new, new_count;
};

/* In order; between two of them at least one piece stays. */
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
