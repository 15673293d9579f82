/* What is said while something runs: the truth, and no word that is cut. */
#include "rustgym/ui/text.h"
#include "rustgym/ui/work.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

static void check_status(const struct work *work, size_t width, const char *expected)
{
	struct buffer out = BUFFER_INIT;

	work_status(work, width, &out);
	assert_string_equal(out.data, expected);
	assert_true(text_width(out.data) <= width);
	buffer_clear(&out);
}

static void what_is_not_known_is_not_said(void **state)
{
	(void)state;
	check_status(&(struct work){0}, 80, "compiling");
	check_status(&(struct work){.runs = true}, 80, "running");
	check_status(&(struct work){.seconds = 2, .limit_s = 9}, 80, "compiling  2 s  (c cancels)");
	check_status(&(struct work){.name = "one", .note = "Updating crates.io index"}, 80,
		     "compiling one  Updating crates.io index");
	check_status(&(struct work){.note = "Compiling a v1.0.0"}, 80, "compiling  a v1.0.0");
	check_status(&(struct work){.note = "Compiling a", .crates = 84, .crates_done = 37}, 80,
		     "compiling, 37 of 84 crates");
	check_status(&(struct work){.runs = true, .note = "Compiling a", .crates = 84}, 80,
		     "running");
}

static void tests_are_counted_and_named(void **state)
{
	const struct work work = {.runs = true,
				  .seconds = 4,
				  .limit_s = 10,
				  .tests = 3,
				  .tests_done = 1,
				  .test = "tests::names_both_ports"};

	(void)state;
	check_status(&work, 200,
		     "running, 1 of 3 tests done, now names_both_ports  4 s, is stopped "
		     "after 10 s of work  (c cancels)");
	check_status(&work, 78,
		     "running, 1 of 3 tests done  4 s, is stopped after 10 s of work  (c cancels)");
	check_status(&work, 50, "running, 1 of 3 tests done  4 s  (c cancels)");
	check_status(&work, 30, "running  4 s  (c cancels)");
	check_status(&work, 14, "running  4 s");
	check_status(&work, 9, "running");
}

static char *build_lines(const struct work *work, const struct style *style)
{
	struct buffer out = BUFFER_INIT;

	work_first_build(work, style, &out);
	return buffer_detach(&out);
}

static void a_first_build_says_how_long_and_what_else_to_do(void **state)
{
	const struct style wide = {false, true, 100}, narrow = {false, false, 40};
	struct work work = {.first_build = true,
			    .crates = 84,
			    .crates_done = 37,
			    .usual_s = 40,
			    .seconds = 12,
			    .meanwhile = "route_stops"};
	char *text = build_lines(&work, &wide);

	(void)state;
	assert_contains(text, "The first build of this topic: 37 of 84 crates");
	assert_contains(text, "\u2501");
	assert_contains(text, "about 40 s, and only this once.");
	assert_contains(text, "n goes on with route_stops");
	free(text);
	work.seconds = 41; /* the course was wrong about this machine */
	work.meanwhile = NULL;
	text = build_lines(&work, &narrow);
	assert_lacks(text, "about 40 s");
	assert_lacks(text, "n goes on");
	assert_contains(text, "only this once");
	assert_lacks(text, "\u2501");
	for (const char *at = text; *at; at += strcspn(at, "\n"), at += *at == '\n')
		assert_true(strcspn(at, "\n") <= 47); /* the heading is one line */
	free(text);
}

static void any_other_build_says_nothing_of_it(void **state)
{
	const struct style style = {true, true, 100};
	char *text = build_lines(&(struct work){.crates = 84, .crates_done = 82}, &style);

	(void)state;
	assert_string_equal(text, "");
	free(text);
	text = build_lines(&(struct work){.first_build = true, .runs = true, .crates = 9}, &style);
	assert_string_equal(text, "");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_known_is_not_said),
		cmocka_unit_test(tests_are_counted_and_named),
		cmocka_unit_test(a_first_build_says_how_long_and_what_else_to_do),
		cmocka_unit_test(any_other_build_says_nothing_of_it),
	};

	return run_group(tests);
}
