#include "rustgym/base/error.h"
#include "support.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void fills_and_returns_the_code(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(error_set(&err, ERROR_USAGE, "%s is %d", "it", 5), ERROR_USAGE);
	assert_int_equal(err.code, ERROR_USAGE);
	assert_string_equal(err.message, "it is 5");
}

static void nobody_need_care(void **state)
{
	(void)state;
	assert_int_equal(error_set(NULL, ERROR_COURSE, "lost"), ERROR_COURSE);
	assert_int_equal(error_errno(NULL, ENOENT, "lost"), ERROR_IO);
}

static void says_what_the_system_said(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(error_errno(&err, ENOENT, "%s can't be opened", "x"), ERROR_IO);
	assert_int_equal(err.code, ERROR_IO);
	assert_string_equal(err.message, "x can't be opened: No such file or directory");
}

static void a_long_message_is_cut_not_overrun(void **state)
{
	struct error err = ERROR_INIT;
	char *long_text = memory_new(5000 + 1);

	(void)state;
	memset(long_text, 'x', 5000);
	error_set(&err, ERROR_IO, "%s", long_text);
	assert_int_equal(strlen(err.message), sizeof(err.message) - 1);
	error_errno(&err, EIO, "%s", long_text);
	assert_int_equal(strlen(err.message), sizeof(err.message) - 1);
	free(long_text);
}

static void what_it_quotes_can_only_be_read(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	error_set(&err, ERROR_IO, "found \"%s\"",
		  "a\x1b[2Jb\nc\x7f\xc2\x9b"
		  "d\xc3\xa9");
	assert_string_equal(err.message, "found \"a?[2Jb?c??d\xc3\xa9\"");
	error_errno(&err, ENOENT, "%.2s\xff", "a\xc3\xa9");
	assert_string_equal(err.message, "a: No such file or directory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fills_and_returns_the_code),
		cmocka_unit_test(nobody_need_care),
		cmocka_unit_test(says_what_the_system_said),
		cmocka_unit_test(a_long_message_is_cut_not_overrun),
		cmocka_unit_test(what_it_quotes_can_only_be_read),
	};

	return run_group(tests);
}
