#include "rustgym/base/file_set.h"
#include "support.h"

#include <string.h>

static void it_is_sorted_and_finds(void **state)
{
	struct file_set set = FILE_SET_INIT;

	(void)state;
	file_set_add(&set, "src/lib.rs", "lib", 3);
	file_set_add(&set, "Cargo.toml", "a\0b", 3);
	file_set_add(&set, "run.sh", "", 0)->runnable = true;
	assert_int_equal(set.count, 3);
	assert_string_equal(set.items[0].path, "Cargo.toml");
	assert_string_equal(set.items[1].path, "run.sh");
	assert_string_equal(set.items[2].path, "src/lib.rs");
	assert_memory_equal(file_set_find(&set, "Cargo.toml")->bytes, "a\0b", 4);
	assert_true(file_set_find(&set, "run.sh")->runnable);
	assert_null(file_set_find(&set, "run"));
	assert_null(file_set_find(&set, "zz"));
	file_set_clear(&set);
	assert_null(file_set_find(&set, "run.sh"));
	file_set_clear(&set);
}

static void what_a_path_had_before_goes(void **state)
{
	struct file_set set = FILE_SET_INIT;

	(void)state;
	file_set_add(&set, "a", "old", 3)->runnable = true;
	file_set_add(&set, "a", "newer", 5);
	assert_int_equal(set.count, 1);
	assert_string_equal(set.items[0].bytes, "newer");
	assert_false(set.items[0].runnable);
	file_set_clear(&set);
}

static void equal_is_to_the_byte(void **state)
{
	struct file_set a = FILE_SET_INIT, b = FILE_SET_INIT;

	(void)state;
	assert_true(file_set_equal(&a, &b));
	file_set_add(&a, "x", "1\0a", 3);
	assert_false(file_set_equal(&a, &b));
	file_set_add(&b, "x", "1\0b", 3);
	assert_false(file_set_equal(&a, &b));
	file_set_add(&b, "x", "1\0a", 3);
	assert_true(file_set_equal(&a, &b));
	b.items[0].runnable = true;
	assert_false(file_set_equal(&a, &b));
	b.items[0].runnable = false;
	b.items[0].link = true;
	assert_false(file_set_equal(&a, &b));
	file_set_clear(&a);
	file_set_clear(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_sorted_and_finds),
		cmocka_unit_test(what_a_path_had_before_goes),
		cmocka_unit_test(equal_is_to_the_byte),
	};

	return run_group(tests);
}
