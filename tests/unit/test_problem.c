#include "rustgym/course/problem.h"
#include "support.h"

#include <string.h>

static void are_written_as_an_editor_reads_them(void **state)
{
	struct problems problems = PROBLEMS_INIT;
	struct buffer out = BUFFER_INIT;

	(void)state;
	problems_add(&problems, "a/topic.json", 12, "expected %s, found %d", "a name", 5);
	problems_add(&problems, "b.rs", 0, "expected something");
	assert_int_equal(problems.count, 2);
	problems_write(&problems, &out);
	assert_string_equal(out.data, "a/topic.json:12: expected a name, found 5\n"
				      "b.rs: expected something\n");
	buffer_clear(&out);
	problems_clear(&problems);
	assert_int_equal(problems.count, 0);
	problems_clear(&problems);
}

static void a_long_one_is_cut(void **state)
{
	struct problems problems = PROBLEMS_INIT;
	char text[5000];

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	problems_add(&problems, "f", 1, "%s", text);
	assert_in_range(strlen(problems.items[0].message), 500, 4999);
	problems_clear(&problems);
}

static void shows_whole_printable_characters(void **state)
{
	struct problems problems = PROBLEMS_INIT;

	(void)state;
	problems_add(&problems, "f", 1, "\x1b[2J%.2s|%s", "\xe2\x82\xac", "\xe2\x82\xac\n");
	assert_string_equal(problems.items[0].message, "?[2J|\xe2\x82\xac?");
	problems_clear(&problems);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(are_written_as_an_editor_reads_them),
		cmocka_unit_test(a_long_one_is_cut),
		cmocka_unit_test(shows_whole_printable_characters),
	};

	return run_group(tests);
}
