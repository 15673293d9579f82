#include "rustgym/ui/edits.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 3000, LENGTH_MAX = 40 };

static uint32_t next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* ---- pieces --------------------------------------------------------------------------------- */

static void assert_pieces(const struct pieces *pieces, const char *const *expected)
{
	size_t i = 0;

	for (; expected[i]; i++) {
		assert_true(i < pieces->count);
		assert_int_equal(pieces->items[i].len, strlen(expected[i]));
		assert_memory_equal(pieces->items[i].bytes, expected[i], pieces->items[i].len);
	}
	assert_int_equal(pieces->count, i);
}

static void lines_have_their_ends(void **state)
{
	struct pieces lines = PIECES_INIT;

	(void)state;
	pieces_add_lines(&lines, "", 0);
	assert_int_equal(lines.count, 0);
	pieces_add_lines(&lines, "a\n\nb\r\nc", 7);
	assert_pieces(&lines, (const char *const[]){"a\n", "\n", "b\r\n", "c", NULL});
	pieces_clear(&lines);
}

static void words_hold_characters_together(void **state)
{
	static const char text[] = "let caf\xc3\xa9_1 = \xf0\x9f\xa6\x80;  (x)";
	struct pieces words = PIECES_INIT;

	(void)state;
	pieces_add_words(&words, text, sizeof(text) - 1);
	assert_pieces(&words,
		      (const char *const[]){"let", " ", "caf\xc3\xa9_1", " ", "=", " ",
					    "\xf0\x9f\xa6\x80", ";", "  ", "(", "x", ")", NULL});
	pieces_clear(&words);
}

/* ---- scripts -------------------------------------------------------------------------------- */

static size_t cost(const struct edits *edits)
{
	size_t total = 0;

	for (size_t i = 0; i < edits->count; i++)
		total += edits->items[i].old_count + edits->items[i].new_count;
	return total;
}

static bool is_same(const struct piece *a, const struct piece *b)
{
	return a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
}

/* What the script leaves alone is equal on both sides; edits are in order, apart and not empty. */
static void assert_valid(const struct pieces *old, const struct pieces *new,
			 const struct edits *edits)
{
	size_t x = 0, y = 0;

	for (size_t i = 0; i <= edits->count; i++) {
		struct edit end = {old->count, 0, new->count, 0};
		const struct edit *e = i < edits->count ? &edits->items[i] : &end;

		assert_true(e->old >= x && (i == 0 || i == edits->count || e->old > x));
		assert_int_equal(e->old - x, e->new - y);
		while (x < e->old)
			assert_true(is_same(&old->items[x++], &new->items[y++]));
		x += e->old_count;
		y += e->new_count;
		assert_true(i == edits->count || e->old_count + e->new_count > 0);
	}
	assert_int_equal(x, old->count);
	assert_int_equal(y, new->count);
}

/* By the table of all prefixes: the fewest removals and additions that do. */
static size_t least_cost(const struct pieces *old, const struct pieces *new)
{
	static size_t best[LENGTH_MAX + 1][LENGTH_MAX + 1];

	for (size_t i = 0; i <= old->count; i++)
		for (size_t j = 0; j <= new->count; j++)
			if (!i || !j)
				best[i][j] = i + j;
			else if (is_same(&old->items[i - 1], &new->items[j - 1]))
				best[i][j] = best[i - 1][j - 1];
			else
				best[i][j] = 1 + (best[i - 1][j] < best[i][j - 1] ? best[i - 1][j]
										  : best[i][j - 1]);
	return best[old->count][new->count];
}

/* What is only added, or only removed, stands as far down as it can before the next edit. */
static void assert_slid(const struct pieces *old, const struct pieces *new,
			const struct edits *edits)
{
	for (size_t i = 0; i < edits->count; i++) {
		const struct edit *e = &edits->items[i];
		size_t end = e->old + e->old_count, new_end = e->new + e->new_count;
		size_t most = i + 1 < edits->count ? e[1].old - 1 : old->count;

		if ((e->old_count && e->new_count) || end >= most)
			continue;
		if (e->old_count)
			assert_false(is_same(&old->items[e->old], &old->items[end]));
		else
			assert_false(is_same(&new->items[e->new], &new->items[new_end]));
	}
}

static void random_lines(uint32_t *seed, struct pieces *lines)
{
	static const char *const texts[] = {"a\nb\nc\nd\n", "a\n", "b\n", "c\nb\n", "{\n}\n"};
	size_t wanted = next_random(seed) % LENGTH_MAX;

	while (lines->count < wanted) {
		const char *text = texts[next_random(seed) % 5];
		pieces_add_lines(lines, text, strlen(text));
	}
	if (lines->count > LENGTH_MAX)
		lines->count = LENGTH_MAX;
}

static void scripts_are_right_and_shortest(void **state)
{
	uint32_t seed = (uint32_t)time(NULL) | 1;

	(void)state;
	print_message("# seed %u\n", seed);
	for (int round = 0; round < ROUNDS; round++) {
		struct pieces old = PIECES_INIT, new = PIECES_INIT;
		struct edits edits = EDITS_INIT;

		random_lines(&seed, &old);
		random_lines(&seed, &new);
		edits_find(&old, &new, &edits);
		assert_valid(&old, &new, &edits);
		assert_slid(&old, &new, &edits);
		assert_int_equal(cost(&edits), least_cost(&old, &new));
		pieces_clear(&old);
		pieces_clear(&new);
		edits_clear(&edits);
	}
}

static void equal_texts_have_no_edits(void **state)
{
	struct pieces lines = PIECES_INIT;
	struct edits edits = EDITS_INIT;

	(void)state;
	pieces_add_lines(&lines, "a\nb\n", 4);
	edits_find(&lines, &lines, &edits);
	assert_int_equal(edits.count, 0);
	pieces_clear(&lines);
	edits_find(&lines, &lines, &edits);
	assert_int_equal(edits.count, 0);
	edits_clear(&edits);
}

/* A function after another: the edit is "fn b", not "}" and the head of "fn b". */
static void a_block_is_whole(void **state)
{
	static const char before[] = "fn a\n}\n\nfn c\n}\n",
			  after[] = "fn a\n}\n\nfn b\n}\n\nfn c\n}\n";
	struct pieces old = PIECES_INIT, new = PIECES_INIT;
	struct edits edits = EDITS_INIT;

	(void)state;
	pieces_add_lines(&old, before, sizeof(before) - 1);
	pieces_add_lines(&new, after, sizeof(after) - 1);
	edits_find(&old, &new, &edits);
	assert_valid(&old, &new, &edits);
	assert_int_equal(edits.count, 1);
	assert_int_equal(edits.items[0].new, 3);
	assert_int_equal(edits.items[0].new_count, 3);
	pieces_clear(&old);
	pieces_clear(&new);
	edits_clear(&edits);
}

/* ---- the worst ------------------------------------------------------------------------------ */

enum { MANY = 4000 };

/* MANY lines: the numbers of a shuffled pack. */
static char *many_lines(uint32_t *seed, const char *prefix)
{
	static unsigned pack[MANY];
	char *text = memory_new(MANY * 16), *end = text;

	for (unsigned i = 0; i < MANY; i++)
		pack[i] = i;
	for (unsigned i = MANY - 1; i > 0; i--) {
		unsigned j = next_random(seed) % (i + 1), kept = pack[i];
		pack[i] = pack[j];
		pack[j] = kept;
	}
	for (unsigned i = 0; i < MANY; i++)
		end += sprintf(end, "%s%u\n", prefix, pack[i]);
	return text;
}

static void compare_many(uint32_t *seed, const char *old_prefix, const char *new_prefix)
{
	char *before = many_lines(seed, old_prefix), *after = many_lines(seed, new_prefix);
	struct pieces old = PIECES_INIT, new = PIECES_INIT;
	struct edits edits = EDITS_INIT;
	clock_t start = clock();

	pieces_add_lines(&old, before, strlen(before));
	pieces_add_lines(&new, after, strlen(after));
	edits_find(&old, &new, &edits);
	print_message("# %s, %s: %.1f ms\n", old_prefix, new_prefix,
		      (double)(clock() - start) * 1000 / CLOCKS_PER_SEC);
	assert_valid(&old, &new, &edits);
	pieces_clear(&old);
	pieces_clear(&new);
	edits_clear(&edits);
	free(before);
	free(after);
}

static void long_texts_are_compared(void **state)
{
	uint32_t seed = (uint32_t)time(NULL) | 1;

	(void)state;
	print_message("# seed %u\n", seed);
	compare_many(&seed, "old ", "new ");
	compare_many(&seed, "same ", "same ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_have_their_ends),
		cmocka_unit_test(words_hold_characters_together),
		cmocka_unit_test(scripts_are_right_and_shortest),
		cmocka_unit_test(equal_texts_have_no_edits),
		cmocka_unit_test(a_block_is_whole),
		cmocka_unit_test(long_texts_are_compared),
	};

	return run_group(tests);
}
