#include "support.h"

#include <stdlib.h>
#include <string.h>

static bool all_zero(const unsigned char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (bytes[i])
			return false;
	return true;
}

static void new_memory_is_zeroed(void **state)
{
	unsigned char *memory = memory_new(1000);
	void *nothing = memory_new(0);

	(void)state;
	assert_true(all_zero(memory, 1000));
	assert_non_null(nothing);
	free(nothing);
	free(memory);
}

static void resizing_keeps_the_content(void **state)
{
	int *numbers = memory_resize(NULL, 2, sizeof(*numbers));

	(void)state;
	numbers[0] = 1;
	numbers[1] = 2;
	numbers = memory_resize(numbers, 1000, sizeof(*numbers));
	assert_int_equal(numbers[0], 1);
	assert_int_equal(numbers[1], 2);
	free(numbers);
}

static void an_array_grows_seldom(void **state)
{
	int *numbers = NULL;
	int moves = 0;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		int *grown = memory_grow(numbers, (size_t)i, sizeof(*numbers));

		moves += grown != numbers;
		numbers = grown;
		numbers[i] = i;
	}
	for (int i = 0; i < 100000; i++)
		assert_int_equal(numbers[i], i);
	assert_in_range(moves, 1, 20);
	free(numbers);
}

static void copies_are_terminated(void **state)
{
	char *part = memory_copy("abcdef", 3), *whole = memory_copy_string("abc");
	char *empty = memory_copy(NULL, 0);

	(void)state;
	assert_string_equal(part, "abc");
	assert_string_equal(whole, "abc");
	assert_string_equal(empty, "");
	assert_null(memory_copy_string(NULL));
	free(part);
	free(whole);
	free(empty);
}

static void formats(void **state)
{
	char *text = memory_format("%s/%d%s", "a", 5, "");

	(void)state;
	assert_string_equal(text, "a/5");
	free(text);
}

static void arena_memory_is_aligned_zeroed_and_apart(void **state)
{
	enum { PIECES = 5000 };
	struct arena arena = {0};
	unsigned char *pieces[PIECES];
	size_t sizes[PIECES];

	(void)state;
	for (size_t i = 0; i < PIECES; i++) {
		sizes[i] = i * 7 % 301;
		pieces[i] = arena_new(&arena, sizes[i]);
		assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
		assert_true(all_zero(pieces[i], sizes[i]));
		memset(pieces[i], (int)(i % 255 + 1), sizes[i]);
	}
	for (size_t i = 0; i < PIECES; i++)
		for (size_t k = 0; k < sizes[i]; k++)
			if (pieces[i][k] != i % 255 + 1)
				fail_msg("piece %zu was overwritten at %zu", i, k);
	arena_clear(&arena);
	assert_null(arena.blocks);
}

static void arena_takes_what_is_larger_than_a_block(void **state)
{
	struct arena arena = {0};
	char *small = arena_string(&arena, "small");
	unsigned char *large = arena_new(&arena, 1000000);

	(void)state;
	assert_true(all_zero(large, 1000000));
	memset(large, 1, 1000000);
	assert_string_equal(small, "small");
	assert_string_equal(arena_format(&arena, "%s-%d", "after", 1), "after-1");
	assert_string_equal(arena_string(&arena, ""), "");
	arena_clear(&arena);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(new_memory_is_zeroed),
		cmocka_unit_test(resizing_keeps_the_content),
		cmocka_unit_test(an_array_grows_seldom),
		cmocka_unit_test(copies_are_terminated),
		cmocka_unit_test(formats),
		cmocka_unit_test(arena_memory_is_aligned_zeroed_and_apart),
		cmocka_unit_test(arena_takes_what_is_larger_than_a_block),
	};

	return run_group(tests);
}
