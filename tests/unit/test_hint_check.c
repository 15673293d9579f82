#include "author/hint_check.h"
#include "rustgym/base/file.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>

#define HINTS "hints/01_start/02_second/three.md"
#define TEN "one two three four five six seven eight nine `ten` "
#define LESSON TEN TEN TEN TEN "\n"
#define RUNGS "## A\na\n## B\nb\n## C\nc\n"
#define LADDER LESSON RUNGS

/* What is wrong with the hints of `three` when they are this text. */
static const char *problems_of(struct sandbox *box, const char *hints, const char *code,
			       const char *docs)
{
	struct strings codes = STRINGS_INIT, topics = STRINGS_INIT;
	struct course *course = sample_course_load(box);
	struct hint_check check = {course, docs, &codes, &topics, true};
	struct problems problems = PROBLEMS_INIT;
	struct buffer out = BUFFER_INIT;
	const char *said;

	sandbox_write(box, HINTS, hints);
	if (code)
		strings_add(&codes, code);
	strings_add(&topics, "tests::a");
	strings_add(&topics, "plain_test");
	hint_check_exercise(&check, course_find(course, "three"), &problems);
	problems_write(&problems, &out);
	said = arena_string(&box->arena, out.data);
	buffer_clear(&out);
	problems_clear(&problems);
	strings_clear(&topics);
	strings_clear(&codes);
	course_free(course);
	return said;
}

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();

	sample_course_write(box);
	*state = box;
	return 0;
}

static int teardown(void **state)
{
	sandbox_free(*state);
	return 0;
}

static void a_ladder_has_three_rungs(void **state)
{
	struct sandbox *box = *state;
	struct problems problems = PROBLEMS_INIT;
	struct strings none = STRINGS_INIT;
	const char *said = problems_of(box, LESSON "## A\na\n## on tests::a\nx\n## B\n", NULL,
				       NULL);
	struct course *course;

	assert_contains(said, HINTS ":1: expected at least 3 rungs (## sections), found 2");
	assert_contains(said, HINTS ":6: expected text under \"B\"");
	assert_string_equal(problems_of(box, LADDER, NULL, NULL), "");
	file_remove(sandbox_path(box, HINTS), NULL);
	course = sample_course_load(box);
	hint_check_exercise(&(struct hint_check){course, NULL, &none, &none, true},
			    course_find(course, "three"), &problems);
	assert_int_equal(problems.count, 1);
	assert_contains(problems.items[0].message, "expected the hints of three");
	problems_clear(&problems);
	course_free(course);
}

static void what_rejects_is_explained(void **state)
{
	struct sandbox *box = *state;

	assert_contains(problems_of(box, LADDER, "E0382", NULL),
			HINTS ": expected a section \"## on E0382\", which rejects a wrong answer");
	assert_string_equal(problems_of(box, LADDER "## on E0382\nx\n", "E0382", NULL), "");
	assert_string_equal(
		problems_of(box, LADDER "## on `unused_must_use`\nx\n", "unused_must_use", NULL),
		"");
}

static void what_the_contract_names_is_explained(void **state)
{
	struct sandbox *box = *state;
	const char *said;

	sandbox_write(box, SECOND "/topic.json",
		      sandbox_replaced(box, sample_second,
				       "\"tests\": [\"tests::a\", \"tests::b\"]",
				       "\"code\": [\"E0384\", \"E0382\"]"));
	said = problems_of(box, LADDER "## on E0384\nx\n", "E0382", NULL);
	assert_contains(said, "\"## on E0382\", which the untouched exercise fails with");
	assert_lacks(said, "E0384");
	assert_lacks(said, "rejects a wrong answer"); /* once is enough */
}

static void a_section_is_on_what_can_fail(void **state)
{
	struct sandbox *box = *state;
	const char *docs = sandbox_path(box, "docs"), *said;

	sandbox_write(box, "docs/error_codes/E0382.html", "");
	sandbox_write(box, "docs/rustc/lints/listing/warn-by-default.html",
		      "<h2 id=\"unused-must-use\">");
	assert_string_equal(problems_of(box,
					LADDER
					"## on E0382\nx\n## on tests::a\nx\n## on plain_test\nx\n"
					"## on clippy::eq_op\nx\n## on unused_must_use\nx\n",
					NULL, docs),
			    "");
	said = problems_of(
		box, LADDER "## on E9999\nx\n## on tests::z\nx\n## on closures\nx\n## on E12\nx\n",
		NULL, docs);
	assert_contains(said, HINTS ":8: expected the code of an error, found E9999");
	assert_contains(said,
			HINTS ":10: expected a test of the exercise, a lint or an error's code, "
			      "found tests::z");
	assert_contains(said, HINTS ":12: expected a test of the exercise");
	assert_contains(said, HINTS ":14: expected the code of an error, found E12");
	/* without the documentation only the form of a code and the tests are known */
	said = problems_of(box, LADDER "## on E9999\nx\n## on tests::z\nx\n## on closures\nx\n",
			   NULL, NULL);
	assert_lacks(said, "E9999");
	assert_lacks(said, "closures");
	assert_contains(said, "tests::z");
}

/* A lesson of this many words, an example, and the ladder. */
static const char *lesson_of(struct sandbox *box, size_t words, const char *example)
{
	struct buffer text = BUFFER_INIT;
	const char *kept;

	buffer_add_repeated(&text, "word ", words);
	buffer_addf(&text, "\n\n%s\n" RUNGS, example);
	kept = arena_string(&box->arena, text.data);
	buffer_clear(&text);
	return kept;
}

static void the_hints_begin_with_a_lesson(void **state)
{
	static const char block[] = "```rust\nlet one = two; // three four five\n```\n";
	struct sandbox *box = *state;

	assert_contains(problems_of(box, RUNGS, NULL, NULL),
			HINTS ":1: expected a lesson of 40 to 120 words before the first heading, "
			      "without blocks of code, found 0");
	assert_contains(problems_of(box, lesson_of(box, 39, block), NULL, NULL), "found 39");
	assert_string_equal(problems_of(box, lesson_of(box, 40, block), NULL, NULL), "");
	assert_string_equal(problems_of(box, lesson_of(box, 120, block), NULL, NULL), "");
	assert_contains(problems_of(box, lesson_of(box, 121, block), NULL, NULL),
			"found 121; teach one thing");
	assert_contains(problems_of(box, lesson_of(box, 50, ""), NULL, NULL),
			HINTS ":1: expected an example of code in the lesson");
}

static void go_on_comes_last(void **state)
{
	struct sandbox *box = *state;

	assert_string_equal(problems_of(box, LADDER "## Go on\nWhy?\n", NULL, NULL), "");
	assert_contains(problems_of(box, LESSON "## Go on\nWhy?\n" RUNGS, NULL, NULL), HINTS
			":2: expected \"Go on\" to be the last section, found \"A\" after it");
	assert_contains(problems_of(box, LADDER "## Go on\n", NULL, NULL),
			HINTS ":8: expected a question under \"Go on\"");
	/* it is no rung */
	assert_contains(problems_of(box, LESSON "## A\na\n## B\nb\n## Go on\nWhy?\n", NULL, NULL),
			"expected at least 3 rungs (## sections), found 2");
}

#define COURSE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		COURSE(a_ladder_has_three_rungs),
		COURSE(what_rejects_is_explained),
		COURSE(what_the_contract_names_is_explained),
		COURSE(a_section_is_on_what_can_fail),
		COURSE(the_hints_begin_with_a_lesson),
		COURSE(go_on_comes_last),
	};

	return run_group(tests);
}
