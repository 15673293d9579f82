#include "rustgym/author/changes.h"
#include "rustgym/author/curriculum.h"
#include "sample_course.h"

#include <string.h>

/* What is wrong between the exercises of the sample course, after a change to one of its topics. */
static const char *problems_after(struct sandbox *box, const char *path, const char *text,
				  const char *old, const char *new)
{
	struct problems problems = PROBLEMS_INIT;
	struct buffer out = BUFFER_INIT;
	struct course *course;
	const char *said;

	sample_course_write(box);
	sandbox_write(box, path, old ? sandbox_replaced(box, text, old, new) : text);
	course = sample_course_load(box);
	for (size_t i = 0; i < course->count; i++)
		curriculum_check_exercise(course, &course->exercises[i], &problems);
	curriculum_check(course, &problems);
	problems_write(&problems, &out);
	said = arena_string(&box->arena, out.data);
	buffer_clear(&out);
	problems_clear(&problems);
	course_free(course);
	return said;
}

static void each_exercise_has_a_shape(void **state)
{
	const char *said = problems_after(*state, FIRST "/topic.json", sample_first, NULL, NULL);

	assert_contains(said, FIRST "/topic.json:5: expected \"shape\" of one");
	assert_contains(said, "\"shape\" of three");
	assert_lacks(said, "\"shape\" of two");
}

static void what_is_used_is_taught_before(void **state)
{
	const char *said = problems_after(*state, FIRST "/topic.json", sample_first, NULL, NULL);

	assert_lacks(said, "to use only what is taught");
	said = problems_after(
		*state, FIRST "/topic.json", sample_first,
		"\"skills\": [\"1.1.1\"],\n      \"minutes\": 5,",
		"\"skills\": [\"1.1.1\"],\n      \"uses\": [\n\"1.1.1\",\n\"1.1.2\"],\n"
		"      \"minutes\": 5,");
	assert_contains(said,
			FIRST "/topic.json:11: expected one to use only what is taught before "
			      "it, found 1.1.2, which " FIRST "/two.rs is the first");
}

static void skills_come_in_the_roadmaps_order(void **state)
{
	const char *said = problems_after(*state, FIRST "/topic.json", sample_first, NULL, NULL);

	assert_lacks(said, "as in roadmap.json");
	said = problems_after(*state, ROADMAP, sample_roadmap, "\"01_first\", \"02_second\"",
			      "\"02_second\", \"01_first\"");
	assert_contains(said,
			SECOND "/topic.json:8: expected 1.1.2 to be taught first after 1.1.1");
}

static void within_a_topic_the_author_orders_them(void **state)
{
	const char *said = problems_after(
		*state, ROADMAP, sample_roadmap,
		"    \"1.1.1\": \"The first skill\",\n    \"1.1.2\": \"The second skill\"\n",
		"    \"1.1.0\": \"Nobody's\",\n    \"1.1.2\": \"The second skill\",\n"
		"    \"1.1.1\": \"The first skill\"\n");

	assert_lacks(said, "as in roadmap.json");
}

#define ENTRY(name, shape)                                                                         \
	"{\"name\": \"" name "\", \"title\": \"T\", \"skills\": [\"1.1.2\"], \"shape\": \"" shape  \
	"\", \"minutes\": 1, \"links\": [{\"title\": \"B\", \"url\": \"https://a.example/\"}], "   \
	"\"fails\": {\"code\": \"E0384\"}}"

#define TOPIC(list) "{\"title\": \"T\", \"exercises\": [" list "]}\n"

static const char *problems_of_topic(struct sandbox *box, const char *topic)
{
	sandbox_write(box, SECOND "/four.rs", "");
	sandbox_write(box, SECOND "/five.rs", "");
	sandbox_write(box, SECOND "/six.rs", "");
	return problems_after(box, SECOND "/topic.json", topic, NULL, NULL);
}

static void a_topic_has_its_shapes(void **state)
{
	const char *said;

	said = problems_of_topic(*state,
				 TOPIC(ENTRY("three", "repair") "," ENTRY("four", "repair")));
	assert_lacks(said, SECOND "/topic.json: ");
	said = problems_of_topic(*state, TOPIC(ENTRY("three", "repair") "," ENTRY(
						 "four", "design") "," ENTRY("five", "complete")));
	assert_lacks(said, SECOND "/topic.json: ");
	said = problems_of_topic(*state, TOPIC(ENTRY("three", "repair") "," ENTRY(
						 "four", "repair") "," ENTRY("five", "repair")));
	assert_contains(said, SECOND "/topic.json: expected an exercise of the shape complete");
	assert_contains(said, "the shape design among the 3");
	assert_contains(said,
			"at least a third of the topic's 3 exercises to be no repair, found 0");
	said = problems_of_topic(*state,
				 TOPIC(ENTRY("three", "design") "," ENTRY(
					 "four", "complete") "," ENTRY("five", "diagnose")));
	assert_contains(said, "the shape repair among the 3");
	assert_lacks(said, "at least a third");
}

static void what_nobody_teaches_yet_is_listed(void **state)
{
	struct sandbox *box = *state;
	struct strings skills = STRINGS_INIT;
	struct course *course;

	sample_course_write(box);
	course = sample_course_load(box);
	curriculum_untaught(course, &skills);
	assert_int_equal(skills.count, 0);
	course_free(course);
	sandbox_write(
		box, ROADMAP,
		sandbox_replaced(box, sample_roadmap, "\"1.1.1\": \"The first skill\"",
				 "\"1.0.9\": \"A\", \"1.1.1\": \"The first skill\", \"1.1.9\": "
				 "\"B\""));
	sandbox_write(box, FIRST "/topic.json",
		      sandbox_replaced(box, sample_first, "\"uses\": [\"1.1.1\"]",
				       "\"uses\": [\"1.1.9\", \"1.1.1\"]"));
	course = sample_course_load(box);
	curriculum_untaught(course, &skills);
	assert_int_equal(skills.count, 1);
	assert_string_equal(skills.items[0], "1.1.9");
	assert_string_equal(curriculum_teacher(course, "1.1.2")->name, "two");
	assert_null(curriculum_teacher(course, "1.1.9"));
	strings_clear(&skills);
	course_free(course);
}

/* ---- whose a path is ------------------------------------------------------------------------ */

static void assert_changed(struct sandbox *box, const char *path, const char *expected)
{
	struct course *course = sample_course_load(box);
	bool changed[4] = {false};
	char names[64] = "";

	changes_mark(course, path, changed);
	for (size_t i = 0; i < course->count; i++)
		if (changed[i]) {
			strcat(names, course->exercises[i].name);
			strcat(names, " ");
		}
	assert_string_equal(names, expected);
	course_free(course);
}

static void a_changed_file_is_somebodys(void **state)
{
	struct sandbox *box = *state;

	sample_course_write(box);
	assert_changed(box, FIRST "/one.rs", "one ");
	assert_changed(box, "hints/01_start/01_first/two.md", "two ");
	assert_changed(box, "hints/01_start/01_first/two.wrong.1.rs", "two ");
	assert_changed(box, THIRD "/pack/src/lib.rs", "pack ");
	assert_changed(box, "hints/02_more/01_third/pack.wrong/src/lib.rs", "pack ");
	assert_changed(box, "hints/01_start/01_first/one_more.md", "one two "); /* nobody's */
	assert_changed(box, FIRST "/topic.json", "one two ");
	assert_changed(box, FIRST "/Cargo.toml", "one two ");
	assert_changed(box, "exercises/01_start/Cargo.lock", "one two three ");
	assert_changed(box, ROADMAP, "one two three pack ");
	assert_changed(box, "README.md", "");
	assert_changed(box, "src/exercises/x.c", "");
}

#define in_sandbox(test) cmocka_unit_test_setup_teardown(test, sandbox_setup, sandbox_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(each_exercise_has_a_shape),
		in_sandbox(what_is_used_is_taught_before),
		in_sandbox(skills_come_in_the_roadmaps_order),
		in_sandbox(within_a_topic_the_author_orders_them),
		in_sandbox(a_topic_has_its_shapes),
		in_sandbox(what_nobody_teaches_yet_is_listed),
		in_sandbox(a_changed_file_is_somebodys),
	};

	return run_group(tests);
}
