#include "rustgym/course/task.h"
#include "support.h"

#include <stdlib.h>

static void check(const char *source, const char *expected)
{
	struct buffer out = BUFFER_INIT;

	task_read(source, &out);
	assert_string_equal(out.data, expected);
	buffer_clear(&out);
}

static void the_paragraph_with_the_task_is_taken(void **state)
{
	(void)state;
	check("//! A story.\n//!\n//! Task: change `a` so that\n//! it ends.\n//! Read: <u>\n\nfn a() {}\n",
	      "Task: change `a` so that it ends.");
	check("//! Task: one.\r\n//!\r\n//! Hint.\r\n", "Task: one.");
}

static void without_a_task_it_is_the_first_paragraph(void **state)
{
	(void)state;
	check("// Make the code\n// compile.\n//\n// More.\n", "Make the code compile.");
	check("//!\n//! Only this", "Only this");
}

static void a_file_without_a_comment_has_none(void **state)
{
	(void)state;
	check("", "");
	check("fn main() {}\n// Task: no\n", "");
	check("//\n//!", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_paragraph_with_the_task_is_taken),
		cmocka_unit_test(without_a_task_it_is_the_first_paragraph),
		cmocka_unit_test(a_file_without_a_comment_has_none),
	};

	return run_group(tests);
}
