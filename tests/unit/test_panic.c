#include "rustgym/toolchain/panic.h"
#include "support.h"

#include <string.h>

static void is(const char *at, size_t len, const char *expected)
{
	assert_int_equal(len, strlen(expected));
	assert_memory_equal(at, expected, len);
}

static void finds_the_place_and_the_message(void **state)
{
	static const char *const texts[] = {
		"hello\nthread 'tests::a' panicked at src/a.rs:3:5:\nno label\n",
		"hello\nthread 'tests::a' (4711) panicked at src/a.rs:3:5:\nno label\n",
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct panic panic;

		assert_true(panic_find(texts[i], "tests::a", &panic));
		is(panic.file, panic.file_len, "src/a.rs");
		assert_int_equal(panic.line, 3);
		assert_int_equal(panic.column, 5);
		assert_string_equal(panic.text, "no label\n");
		assert_int_equal(panic.before, 6);
	}
}

static void the_test_itself_comes_before_other_threads(void **state)
{
	static const char text[] = "thread '<unnamed>' panicked at src/a.rs:1:2:\nfirst\n"
				   "thread 'tests::a' panicked at src/a.rs:9:2:\nsecond\n";
	struct panic panic;

	(void)state;
	assert_true(panic_find(text, "tests::a", &panic));
	assert_int_equal(panic.line, 9);
	assert_true(panic_find(text, "tests::b", &panic));
	assert_int_equal(panic.line, 1);
}

static void a_panic_that_is_missing_has_a_place(void **state)
{
	static const char text[] = "note: test did not panic as expected at src/a.rs:9:8\n";
	struct panic panic;

	(void)state;
	assert_true(panic_is_missing(text, &panic));
	is(panic.file, panic.file_len, "src/a.rs");
	assert_int_equal(panic.line, 9);
	assert_int_equal(panic.column, 8);
	assert_null(panic.text);
	assert_false(panic_is_missing("note: test did not panic as expected at src/a.rs", &panic));
	assert_false(panic_is_missing("thread 'a' panicked at x:1:2:\n", &panic));
}

static void what_is_no_panic_is_not_found(void **state)
{
	static const char *const texts[] = {
		"",
		"thread 'a",
		"thread 'a' panicked at ",
		"thread 'a' panicked at x",
		"thread 'a' panicked at x:1",
		"thread 'a' panicked at x:1:2",
		"thread 'a' panicked at x:1:y:",
		"a thread 'a' panicked at x:1:2:",
		"thread  panicked at x:1:2:",
	};
	struct panic panic;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_false(panic_find(texts[i], "a", &panic));
}

static void reads_the_values_of_an_assertion(void **state)
{
	static const char text[] = "thread 'a' panicked at C:\\x.rs:1:2:\n"
				   "assertion `left == right` failed: the label\n"
				   "  left: \"one\ntwo\"\n right: 7\n\n";
	struct panic panic;
	struct panic_values values;

	(void)state;
	assert_true(panic_find(text, "a", &panic));
	is(panic.file, panic.file_len, "C:\\x.rs");
	assert_true(panic_values(&panic, &values));
	is(values.about, values.about_len, "assertion `left == right` failed: the label");
	is(values.left, values.left_len, "\"one\ntwo\"");
	is(values.right, values.right_len, "7");
}

static void other_panics_have_no_values(void **state)
{
	static const char *const texts[] = {
		"thread 'a' panicked at x:1:2:\nno\n  left: 1\n right: 2\n",
		"thread 'a' panicked at x:1:2:\nassertion failed: x == 1\n",
		"thread 'a' panicked at x:1:2:\nassertion `left == right` failed\n  left: 1\n",
	};
	struct panic panic;
	struct panic_values values;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_true(panic_find(texts[i], "a", &panic));
		assert_false(panic_values(&panic, &values));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_place_and_the_message),
		cmocka_unit_test(the_test_itself_comes_before_other_threads),
		cmocka_unit_test(a_panic_that_is_missing_has_a_place),
		cmocka_unit_test(what_is_no_panic_is_not_found),
		cmocka_unit_test(reads_the_values_of_an_assertion),
		cmocka_unit_test(other_panics_have_no_values),
	};

	return run_group(tests);
}
