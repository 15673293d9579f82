/* A check of all exercises shows a page while it runs. Its lines tell that page. */
#include "rustgym/app/judged.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/tally.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXERCISES = 9 };

static struct exercise exercises[EXERCISES];
static struct course course = {.exercises = exercises, .count = EXERCISES};
static char names[EXERCISES][8];

static int name_exercises(void **state)
{
	(void)state;
	for (size_t i = 0; i < EXERCISES; i++) {
		snprintf(names[i], sizeof(names[i]), "ex_%zu", i);
		exercises[i].name = names[i];
	}
	return 0;
}

static void check_page(const enum judged *marks, struct style style, unsigned seconds,
		       const char *expected)
{
	const struct tally tally = {.course = &course, .marks = marks, .seconds = seconds};
	struct buffer out = BUFFER_INIT;

	tally_draw(&tally, &style, &out);
	assert_string_equal(out.data, expected);
	buffer_clear(&out);
}

static const enum judged some[EXERCISES] = {
	JUDGED_PASSES,  JUDGED_PASSES,     JUDGED_FAILS_NOW, JUDGED_FAILS,
	JUDGED_UNBEGUN, JUDGED_UNVERIFIED, JUDGED_NOT_YET,   JUDGED_FAILS,
};

static void what_is_judged_is_counted_and_what_fails_is_named(void **state)
{
	(void)state;
	check_page(some, (struct style){false, true, 40}, 12,
		   "Checking all exercises: 7 of 9  12 s\n"
		   "✓ 2 pass  ✗ 3 fail  · 1 not begun  ? 1 not verified\n"
		   "✓✓✗✗·?╌✗╌\n"
		   "Was done, fails now: ex_2\n"
		   "Fails: ex_3, ex_7\n");
}

static void nothing_is_judged_at_first(void **state)
{
	static const enum judged none[EXERCISES] = {JUDGED_NOT_YET};

	(void)state;
	check_page(none, (struct style){false, true, 40}, 0,
		   "Checking all exercises: 0 of 9\n✓ 0 pass  ✗ 0 fail\n╌╌╌╌╌╌╌╌╌\n");
}

/* A row is as wide as the screen; without Unicode there are other signs. */
static void the_marks_take_the_width_that_there_is(void **state)
{
	(void)state;
	check_page(some, (struct style){false, false, 4}, 0,
		   "Checking all exercises: 7 of 9\n"
		   "+ 2 pass  x 3 fail  . 1 not begun  ? 1 not verified\n"
		   "++xx\n.?_x\n_\n"
		   "Was\ndone,\nfails\nnow:\nex_2\n"
		   "Fails:\nex_3,\nex_7\n");
}

static void a_line_is_read_as_it_was_written(void **state)
{
	struct buffer line = BUFFER_INIT;
	enum judged judged = JUDGED_NOT_YET;
	size_t at = 0;

	(void)state;
	judged_add(8, JUDGED_UNBEGUN, &line);
	assert_int_equal(line.data[line.len - 1], '\n');
	buffer_truncate(&line, line.len - 1);
	assert_true(judged_is_line(line.data, line.data + line.len));
	assert_true(judged_read(line.data, line.data + line.len, EXERCISES, &at, &judged));
	assert_int_equal(at, 8);
	assert_int_equal(judged, JUDGED_UNBEGUN);
	assert_false(judged_read(line.data, line.data + line.len, 8, &at, &judged));
	buffer_clear(&line);
}

static void what_is_done_now_is_read_as_it_was_written(void **state)
{
	static const char other[] = "37";
	struct buffer line = BUFFER_INIT;
	enum judged judged;
	size_t at;

	(void)state;
	judged_add_now("37 of 84 crates", &line);
	buffer_truncate(&line, line.len - 1);
	assert_true(judged_is_line(line.data, line.data + line.len));
	assert_string_equal(judged_now(line.data, line.data + line.len), "37 of 84 crates");
	assert_false(judged_read(line.data, line.data + line.len, EXERCISES, &at, &judged));
	buffer_reset(&line);
	judged_add(8, JUDGED_UNBEGUN, &line);
	assert_null(judged_now(line.data, line.data + line.len));
	assert_null(judged_now(other, other + strlen(other)));
	buffer_clear(&line);
}

static void other_lines_are_refused(void **state)
{
	static const char *const lines[] = {"",
					    "8 3",
					    "\x1e",
					    "\x1e"
					    "8",
					    "\x1e"
					    "8 0",
					    "\x1e"
					    "8 99",
					    "\x1e"
					    "8 3x",
					    "\x1e"
					    "-1 3"};
	enum judged judged;
	size_t at;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		assert_false(judged_read(lines[i], lines[i] + strlen(lines[i]), EXERCISES, &at,
					 &judged));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_judged_is_counted_and_what_fails_is_named),
		cmocka_unit_test(nothing_is_judged_at_first),
		cmocka_unit_test(the_marks_take_the_width_that_there_is),
		cmocka_unit_test(a_line_is_read_as_it_was_written),
		cmocka_unit_test(what_is_done_now_is_read_as_it_was_written),
		cmocka_unit_test(other_lines_are_refused),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, name_exercises, NULL);
}
