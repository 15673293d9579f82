#include "rustgym/base/installed.h"
#include "rustgym/base/path.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* This test lies in tests/ of a build folder, with copies of the helpers beside it. */
static void the_folder_is_where_the_program_lies(void **state)
{
	char *folder = installed_folder();

	(void)state;
	assert_non_null(folder);
	assert_int_equal(folder[0], '/');
	assert_string_equal(path_base(folder), "tests");
	free(folder);
}

static void a_helper_is_found_beside_the_program(void **state)
{
	char *relay = installed_find("rustgym-relay");

	(void)state;
	assert_non_null(relay);
	assert_string_equal(path_base(relay), "rustgym-relay");
	assert_int_equal(access(relay, X_OK), 0);
	free(relay);
}

static void what_was_not_installed_is_not_found(void **state)
{
	(void)state;
	assert_null(installed_find("rustgym-no-such-helper"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_folder_is_where_the_program_lies),
		cmocka_unit_test(a_helper_is_found_beside_the_program),
		cmocka_unit_test(what_was_not_installed_is_not_found),
	};

	return run_group(tests);
}
