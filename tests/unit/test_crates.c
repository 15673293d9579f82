#include "rustgym/app/crates.h"
#include "sample_course.h"

static void check(struct sandbox *box, struct course *course, const char *manifest, bool needed)
{
	sandbox_write(box, THIRD "/pack/Cargo.toml", manifest);
	if (crates_are_needed(course, course_find(course, "pack")) != needed)
		fail_msg("%s", manifest);
}

static void crates_are_what_others_wrote(void **state)
{
	struct sandbox *box = *state;
	struct course *course;

	sample_course_write(box);
	course = sample_course_load(box);
	check(box, course, "[package]\nname = \"pack\"\n", false);
	check(box, course, "[package]\n[dependencies]\n# none = \"1\"\n\n", false);
	check(box, course, "[dependencies]\nshared = { path = \"../shared\" }\n", false);
	check(box, course, "[dependencies]\nshared.path = \"../shared\"\n", false);
	check(box, course, "[dependencies]\npathfinding = \"4\"\n", true);
	check(box, course, "[dependencies]\ntokio.workspace = true\n", true);
	check(box, course, "[dependencies.tokio]\nversion = \"1\"\n", true);
	check(box, course, "[dev-dependencies]\ntokio = \"1\"\n", true);
	check(box, course, "[target.'cfg(unix)'.dependencies]\nlibc = \"1\"\n", true);
	check(box, course, "[workspace.dependencies]\ntokio = \"1\"\n", false);
	check(box, course, "[dependencies]\n[features]\nfast = []\n", false);
	course_free(course);
}

/* The exercises of one file share the package of their topic: the first one stands for it. */
static void one_exercise_stands_for_a_package(void **state)
{
	struct sandbox *box = *state;
	struct course *course;

	sample_course_write(box);
	sandbox_write(box, FIRST "/topic.json",
		      sandbox_replaced(box, sample_first, "  \"exercises\"",
				       "  \"builder\": \"cargo\",\n  \"exercises\""));
	sandbox_write(box, FIRST "/Cargo.toml", "[dependencies]\ntokio = \"1\"\n");
	sandbox_write(box, SECOND "/Cargo.toml", "[dependencies]\ntokio = \"1\"\n");
	course = sample_course_load(box);
	assert_true(crates_are_needed(course, course_find(course, "one")));
	assert_false(crates_are_needed(course, course_find(course, "two")));
	assert_false(crates_are_needed(course, course_find(course, "three"))); /* without cargo */
	course_free(course);
}

#define in_a_sandbox(test) cmocka_unit_test_setup_teardown(test, sandbox_setup, sandbox_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_sandbox(crates_are_what_others_wrote),
		in_a_sandbox(one_exercise_stands_for_a_package),
	};

	return run_group(tests);
}
