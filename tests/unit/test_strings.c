#include "rustgym/base/strings.h"
#include "support.h"

#include <stdlib.h>

static void is_an_argv(void **state)
{
	struct strings s = STRINGS_INIT;

	(void)state;
	assert_null(s.items);
	for (size_t i = 0; i < 100; i++) {
		strings_addf(&s, "%zu", i);
		assert_int_equal(s.count, i + 1);
		assert_null(s.items[s.count]);
	}
	assert_string_equal(s.items[0], "0");
	assert_string_equal(s.items[99], "99");
	strings_clear(&s);
	assert_null(s.items);
	assert_int_equal(s.count, 0);
}

static void copies_what_it_is_given(void **state)
{
	struct strings s = STRINGS_INIT;
	char text[] = "one";

	(void)state;
	strings_add(&s, text);
	text[0] = 'x';
	assert_string_equal(s.items[0], "one");
	strings_clear(&s);
}

static void takes_over_what_it_is_handed(void **state)
{
	struct strings s = STRINGS_INIT;
	char *text = memory_copy_string("mine");

	(void)state;
	strings_take(&s, text);
	assert_ptr_equal(s.items[0], text);
	strings_clear(&s);
}

static void adds_a_whole_list(void **state)
{
	static const char *const list[] = {"a", "b", NULL};
	struct strings s = STRINGS_INIT;

	(void)state;
	strings_add_all(&s, NULL);
	assert_int_equal(s.count, 0);
	strings_add_all(&s, list);
	strings_add_all(&s, list);
	assert_int_equal(s.count, 4);
	assert_string_equal(s.items[3], "b");
	strings_clear(&s);
}

static void finds_whole_strings_only(void **state)
{
	struct strings s = STRINGS_INIT;

	(void)state;
	assert_false(strings_contain(&s, ""));
	strings_add(&s, "abc");
	assert_true(strings_contain(&s, "abc"));
	assert_false(strings_contain(&s, "ab"));
	assert_false(strings_contain(&s, "abcd"));
	strings_clear(&s);
}

static void sorts_by_bytes(void **state)
{
	static const char *const list[] = {"b", "a", "B", "\xc3\xa4", "", "a", NULL};
	static const char *const sorted[] = {"", "B", "a", "a", "b", "\xc3\xa4"};
	struct strings s = STRINGS_INIT;

	(void)state;
	strings_sort(&s); /* nothing to sort */
	strings_add_all(&s, list);
	strings_sort(&s);
	for (size_t i = 0; i < s.count; i++)
		assert_string_equal(s.items[i], sorted[i]);
	assert_null(s.items[s.count]);
	strings_clear(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_an_argv),
		cmocka_unit_test(copies_what_it_is_given),
		cmocka_unit_test(takes_over_what_it_is_handed),
		cmocka_unit_test(adds_a_whole_list),
		cmocka_unit_test(finds_whole_strings_only),
		cmocka_unit_test(sorts_by_bytes),
	};

	return run_group(tests);
}
