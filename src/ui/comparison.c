#include "comparison.h"
#include "rustgym/base/memory.h"

#include <stdlib.h>

enum { LINE_MAX_BYTES = 4096 }; /* longer lines are not compared by words */
enum { PAIRS_MAX = 2500 };      /* in larger edits, line n is paired with line n */

void comparison_init(struct comparison *comparison, const char *old, size_t old_len,
		     const char *new, size_t new_len)
{
	*comparison = (struct comparison){0};
	pieces_add_lines(&comparison->old, old, old_len);
	pieces_add_lines(&comparison->new, new, new_len);
	edits_find(&comparison->old, &comparison->new, &comparison->edits);
}

void comparison_clear(struct comparison *comparison)
{
	pieces_clear(&comparison->old);
	pieces_clear(&comparison->new);
	edits_clear(&comparison->edits);
}

/* ---- pairing lines --------------------------------------------------------------------------- */

/* The words of an edit's lines, without spaces, line by line. */
struct bag {
	struct pieces words;
	size_t *starts;  /* index of each line's first word; one more than there are lines */
	size_t *weights; /* number of bytes in each line's words */
};

static void bag_init(struct bag *bag, const struct piece *lines, size_t count)
{
	struct pieces all = PIECES_INIT;

	*bag = (struct bag){.starts = memory_new((count + 1) * sizeof(size_t)),
			    .weights = memory_new((count + 1) * sizeof(size_t))};
	for (size_t i = 0; i < count; i++) {
		pieces_add_words(&all, lines[i].bytes, lines[i].len);
		for (size_t w = 0; w < all.count; w++) {
			const struct piece *word = &all.items[w];

			if ((unsigned char)word->bytes[0] <= ' ')
				continue;
			pieces_add_words(&bag->words, word->bytes, word->len);
			bag->weights[i] += word->len;
		}
		bag->starts[i + 1] = bag->words.count;
		all.count = 0;
	}
	pieces_clear(&all);
}

static void bag_clear(struct bag *bag)
{
	pieces_clear(&bag->words);
	free(bag->starts);
	free(bag->weights);
}

struct likeness {
	struct bag old, new;
	uint32_t *numbers; /* numbers of the old words, then of the new words */
	int *tally;        /* indexed by a word's number: how often the current old line has it */
};

static void count_words(struct likeness *l, size_t line, int by)
{
	for (size_t w = l->old.starts[line]; w < l->old.starts[line + 1]; w++)
		l->tally[l->numbers[w]] += by;
}

/*
 * Returns the share of the two lines that consists of common words, from 0 to 1. The words of the
 * old line must be counted in `tally`.
 */
static float likeness(struct likeness *l, size_t old, size_t new)
{
	const uint32_t *numbers = l->numbers + l->old.words.count;
	size_t first = l->new.starts[new], end = l->new.starts[new + 1], w, shared = 0;
	size_t weight = l->old.weights[old] + l->new.weights[new];

	for (w = first; w < end; w++)
		if (l->tally[numbers[w]]-- > 0)
			shared += l->new.words.items[w].len;
	while (w-- > first)
		l->tally[numbers[w]]++;
	return weight ? (float)(2 * shared) / (float)weight : 0;
}

/* best[i][j] is the highest sum of likenesses of the old lines from i and the new lines from j. */
static void choose(const float *best, const float *like, size_t rows, size_t columns,
		   size_t first_new, ptrdiff_t *partners)
{
	size_t i = 0, j = 0;

	while (i < rows && j < columns) {
		const float *at = &best[i * (columns + 1) + j];

		if (like[i * columns + j] > 0 && *at == at[columns + 2] + like[i * columns + j])
			partners[i++] = (ptrdiff_t)(first_new + j++);
		else if (*at == at[columns + 1])
			i++;
		else
			j++;
	}
}

static void pair_by_likeness(const struct comparison *c, const struct edit *e, ptrdiff_t *partners)
{
	size_t rows = e->old_count, columns = e->new_count;
	float *like = memory_new(rows * columns * sizeof(*like));
	float *best = memory_new((rows + 1) * (columns + 1) * sizeof(*best));
	struct likeness l;

	bag_init(&l.old, c->old.items + e->old, rows);
	bag_init(&l.new, c->new.items + e->new, columns);
	l.numbers = pieces_number(&l.old.words, &l.new.words);
	l.tally = memory_new((l.old.words.count + l.new.words.count + 1) * sizeof(*l.tally));
	for (size_t i = rows; i-- > 0;) {
		count_words(&l, i, 1);
		for (size_t j = columns; j-- > 0;) {
			float *at = &best[i * (columns + 1) + j], alike = likeness(&l, i, j);
			float paired = at[columns + 2] + alike;

			like[i * columns + j] = alike = alike >= 0.5f ? alike : 0;
			*at = at[1] > at[columns + 1] ? at[1] : at[columns + 1];
			if (alike > 0 && paired > *at)
				*at = paired;
		}
		count_words(&l, i, -1);
	}
	choose(best, like, rows, columns, e->new, partners);
	bag_clear(&l.old);
	bag_clear(&l.new);
	free(l.numbers);
	free(l.tally);
	free(like);
	free(best);
}

void comparison_pair(const struct comparison *c, const struct edit *edit, ptrdiff_t *partners)
{
	for (size_t i = 0; i < edit->old_count; i++)
		partners[i] = COMPARISON_ALONE;
	if (edit->old_count && edit->new_count && edit->new_count <= PAIRS_MAX / edit->old_count)
		pair_by_likeness(c, edit, partners);
	else if (edit->old_count == edit->new_count)
		for (size_t i = 0; i < edit->old_count; i++)
			partners[i] = (ptrdiff_t)(edit->new + i);
	for (size_t i = 0; i < edit->old_count; i++)
		if (partners[i] != COMPARISON_ALONE &&
		    (c->old.items[edit->old + i].len > LINE_MAX_BYTES ||
		     c->new.items[partners[i]].len > LINE_MAX_BYTES))
			partners[i] = COMPARISON_ALONE;
}

/* ---- words ---------------------------------------------------------------------------------- */

void word_changes_init(struct word_changes *changes, const struct piece *old,
		       const struct piece *new)
{
	*changes = (struct word_changes){0};
	pieces_add_words(&changes->old, old->bytes, old->len);
	pieces_add_words(&changes->new, new->bytes, new->len);
	edits_find(&changes->old, &changes->new, &changes->edits);
}

void word_changes_clear(struct word_changes *changes)
{
	pieces_clear(&changes->old);
	pieces_clear(&changes->new);
	edits_clear(&changes->edits);
}
