#include "rustgym/course/hint.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>

struct expected {
	const char *title, *body, *on;
};

static void check(const char *text, const struct expected *expected, size_t count)
{
	struct hints hints;

	hints_parse(text, &hints);
	assert_int_equal(hints.count, count);
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(hints.rungs[i].title, expected[i].title);
		assert_string_equal(hints.rungs[i].body, expected[i].body);
		if (expected[i].on)
			assert_string_equal(hints.rungs[i].on, expected[i].on);
		else
			assert_null(hints.rungs[i].on);
	}
	hints_clear(&hints);
	assert_int_equal(hints.count, 0);
}

#define CHECK(text, ...)                                                                           \
	do {                                                                                       \
		const struct expected rows[] = {__VA_ARGS__};                                      \
		check(text, rows, sizeof(rows) / sizeof(*rows));                                   \
	} while (0)

static void sections_are_rungs(void **state)
{
	(void)state;
	CHECK("# Title\n\nNot shown.\n\n## A nudge\n\nLook *here*.\n\nAnd here.\n\n## More\nAll of it.\n",
	      {"A nudge", "Look *here*.\n\nAnd here.", NULL}, {"More", "All of it.", NULL});
	CHECK("## Without an end of line", {"Without an end of line", "", NULL});
	CHECK("## One\n## Two\n\n\n", {"One", "", NULL}, {"Two", "", NULL});
	CHECK("##   Spaced   \nx", {"Spaced", "x", NULL});
	CHECK("## Closed ##\nx", {"Closed", "x", NULL});
}

static void deeper_headings_belong_to_the_section(void **state)
{
	(void)state;
	CHECK("## A\n### Below\ntext\n#### Deeper\n##no heading\n",
	      {"A", "### Below\ntext\n#### Deeper\n##no heading", NULL});
}

static void what_is_in_a_fence_is_code(void **state)
{
	(void)state;
	CHECK("## A\n```rust\n## not a section\n```\nafter\n## B\nb",
	      {"A", "```rust\n## not a section\n```\nafter", NULL}, {"B", "b", NULL});
	CHECK("## A\n~~~\n## not one\n~~~\n## B\nb", {"A", "~~~\n## not one\n~~~", NULL},
	      {"B", "b", NULL});
	/* the other mark, or a shorter one, does not close it */
	CHECK("## A\n~~~\n```\n## not one\n~~~\n## B\nb", {"A", "~~~\n```\n## not one\n~~~", NULL},
	      {"B", "b", NULL});
	CHECK("## A\n````md\n```\n## not one\n```\n````\n## B\nb",
	      {"A", "````md\n```\n## not one\n```\n````", NULL}, {"B", "b", NULL});
	/* up to three spaces may stand before it; a closing one has no words after it */
	CHECK("## A\n   ```\n## not one\n  ```\n## B\nb", {"A", "   ```\n## not one\n  ```", NULL},
	      {"B", "b", NULL});
	CHECK("## A\n```\n```rust\n## not one\n```\n## B\nb",
	      {"A", "```\n```rust\n## not one\n```", NULL}, {"B", "b", NULL});
	/* one that is never closed runs to the end */
	CHECK("## A\n```\n## not one\n", {"A", "```\n## not one", NULL});
	/* code within a line is no fence */
	CHECK("## A\n```inline``` text\n## B\nb", {"A", "```inline``` text", NULL},
	      {"B", "b", NULL});
}

static void on_sections_have_a_topic(void **state)
{
	(void)state;
	CHECK("## on E0382\na\n## on `E0499`\nb\n## on clippy::needless_return\nc\n"
	      "## on the way\nx\n## on E0382: moves\ny\n## on a::\nz\n"
	      "## on `tests::a` (the first)\nd\n## only now\ne\n## On the stack\nf\n",
	      {"on E0382", "a", "E0382"}, {"on `E0499`", "b", "E0499"},
	      {"on clippy::needless_return", "c", "clippy::needless_return"},
	      {"on the way", "x", NULL}, {"on E0382: moves", "y", NULL}, {"on a::", "z", NULL},
	      {"on `tests::a` (the first)", "d", "tests::a"}, {"only now", "e", NULL},
	      {"On the stack", "f", NULL});
}

static void line_ends_of_windows_are_line_ends(void **state)
{
	(void)state;
	CHECK("# T\r\n\r\n## on E0382\r\n\r\nbody\r\nmore\r\n\r\n## Next\r\n```\r\n## no\r\n```\r\n",
	      {"on E0382", "body\nmore", "E0382"}, {"Next", "```\n## no\n```", NULL});
}

/* lesson, go_on: NULL when there is none. */
static void check_around(const char *text, const char *lesson, size_t rungs, const char *go_on)
{
	struct hints hints;

	hints_parse(text, &hints);
	assert_int_equal(hints.count, rungs);
	assert_int_equal(hints_ladder_length(&hints), rungs);
	assert_string_equal(hints.lesson ? hints.lesson : "(none)", lesson ? lesson : "(none)");
	assert_string_equal(hints.go_on ? hints.go_on : "(none)", go_on ? go_on : "(none)");
	hints_clear(&hints);
}

static void texts_are_clean_when_they_are_loaded(void **state)
{
	(void)state;
	CHECK("## L\x1b]52;c;c2VjcmV0\x07ook\xc2\x9b\xe2\x80\xae\x1b[2J\rdown\nb\x1b[31mo\x07"
	      "d\xe2\x80\x8by\n",
	      {"Look", "down\nbody", NULL});
	check_around("one\x1b]0;t\x07 lesson\xe2\x81\xa6\n\n## Go on\nan\x1b[6m end\n",
		     "one lesson", 0, "an end");
}

static void without_sections_there_are_no_hints(void **state)
{
	static const char *const texts[] = {"", "\n\n", "# Title\n\ntext\n", "###### deep\n",
					    "##\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct hints hints;
		hints_parse(texts[i], &hints);
		assert_int_equal(hints.count, 0);
		assert_int_equal(hints_ladder_length(&hints), 0);
		assert_null(hints_ladder(&hints, 0));
		assert_null(hints_on(&hints, "E0382"));
		hints_clear(&hints);
	}
}

static void the_ladder_leaves_out_the_on_sections(void **state)
{
	struct hints hints;

	(void)state;
	hints_parse("## on E0382\nmoved\n## First\n1\n## on E0384\nassigned\n## Second\n2\n",
		    &hints);
	assert_int_equal(hints_ladder_length(&hints), 2);
	assert_string_equal(hints_ladder(&hints, 0)->title, "First");
	assert_string_equal(hints_ladder(&hints, 1)->title, "Second");
	assert_null(hints_ladder(&hints, 2));
	assert_string_equal(hints_on(&hints, "E0384")->body, "assigned");
	assert_null(hints_on(&hints, "E038"));
	assert_null(hints_on(&hints, "First"));
	hints_clear(&hints);
	hints_clear(&hints);
}

static void the_text_before_the_first_heading_is_the_lesson(void **state)
{
	(void)state;
	check_around("A `u8` is small.\n\n```rust\n# no heading\n```\n\nSo.\n\n## A\na\n",
		     "A `u8` is small.\n\n```rust\n# no heading\n```\n\nSo.", 1, NULL);
	check_around("\r\n \nOne line\r\n\r\n## A\r\na\r\n", "One line", 1, NULL);
	check_around("No heading follows.", "No heading follows.", 0, NULL);
	check_around("Before.\n# Title\nAfter.\n## A\na\n", "Before.", 1, NULL);
	check_around("#1 is no heading\n## A\na\n", "#1 is no heading", 1, NULL);
	check_around("# Title\n\ntext\n## A\na\n", NULL, 1, NULL);
	check_around(" \n\n## A\na\n", NULL, 1, NULL);
}

static void go_on_is_no_rung(void **state)
{
	struct hints hints;

	(void)state;
	check_around("## A\na\n## Go on\nWhat if?\n", NULL, 1, "What if?");
	check_around("## Go on\nFirst?\n## A\na\n## Go on\nSecond?\n", NULL, 1, "First?");
	check_around("## Go on with it\na\n", NULL, 1, NULL);
	hints_parse("## A\na\n## Go on\nx\n## on E0382\nmoved\n## B\nb\n", &hints);
	assert_string_equal(hints_on(&hints, "E0382")->body, "moved");
	assert_string_equal(hints_ladder(&hints, 1)->title, "B");
	hints_clear(&hints);
}

static void are_loaded_from_the_tree_of_hints(void **state)
{
	struct sandbox *box = *state;
	struct error err = ERROR_INIT;
	struct course *course;
	struct hints hints;
	char *path;

	sample_course_write(box);
	course = sample_course_load(box);
	path = hints_path(box->root, course_find(course, "three"), ".wrong.1.rs");
	assert_string_equal(path, sandbox_path(box, "hints/01_start/02_second/three.wrong.1.rs"));
	free(path);

	sandbox_write(box, "hints/01_start/02_second/three.md", "## A\nb\n");
	assert_int_equal(hints_load(box->root, course_find(course, "three"), &hints, &err), 0);
	assert_int_equal(hints.count, 1);
	hints_clear(&hints);

	assert_int_equal(hints_load(box->root, course_find(course, "one"), &hints, &err),
			 ERROR_COURSE);
	assert_contains(err.message, "one has no hints");
	assert_int_equal(hints.count, 0);
	hints_clear(&hints);

	sandbox_write(box, "hints/01_start/02_second/three.md", "## A\n\xff\n");
	assert_int_equal(hints_load(box->root, course_find(course, "three"), &hints, &err),
			 ERROR_COURSE);
	assert_contains(err.message, "UTF-8");
	hints_clear(&hints);
	course_free(course);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sections_are_rungs),
		cmocka_unit_test(deeper_headings_belong_to_the_section),
		cmocka_unit_test(what_is_in_a_fence_is_code),
		cmocka_unit_test(on_sections_have_a_topic),
		cmocka_unit_test(line_ends_of_windows_are_line_ends),
		cmocka_unit_test(texts_are_clean_when_they_are_loaded),
		cmocka_unit_test(without_sections_there_are_no_hints),
		cmocka_unit_test(the_ladder_leaves_out_the_on_sections),
		cmocka_unit_test(the_text_before_the_first_heading_is_the_lesson),
		cmocka_unit_test(go_on_is_no_rung),
		cmocka_unit_test_setup_teardown(are_loaded_from_the_tree_of_hints, sandbox_setup,
						sandbox_teardown),
	};

	return run_group(tests);
}
