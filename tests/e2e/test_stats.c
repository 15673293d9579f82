/* `stats`: what a learner's work looks like from outside. The numbers themselves have unit tests. */
#include "emulator.h"
#include "mini_course.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* mini_first failed once and passed; mini_second failed. */
static const char *worked_course(struct place *place)
{
	const char *mini = mini_course(place);

	assert_answer(rustgym(place, mini, "run"), 1, "E0384");
	write_file(mini_exercise(place, "mini_first"), "fn main() {\n    let n: u8 = \"\";\n}\n");
	assert_answer(rustgym(place, mini, "run"), 1, "E0308");
	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	assert_answer(rustgym(place, mini, "run"), 0, "");
	write_file(mini_exercise(place, "mini_second"), "pub fn double(n: u32) -> u32 { n + }\n");
	assert_answer(rustgym(place, mini, "run"), 1, "");
	return mini;
}

static void nothing_is_said_before_the_first_check(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	assert_answer(rustgym(place, mini, "stats"), 0, "Nothing was recorded yet");
	assert_schema(place, "stats", rustgym(place, mini, "stats", "--json").out);
}

static void work_is_counted(void **state)
{
	struct place *place = *state;
	const char *mini = worked_course(place);
	struct answer answer = rustgym(place, mini, "stats");

	assert_answer(answer, 0, "1 day with work");
	assert_contains(answer.out, "Start  1 of 3");
	assert_contains(answer.out, "E0308: 1 time");
	assert_contains(answer.out, "errors without a code: 1 time");
	assert_contains(answer.out, "1 exercise passed");
	assert_contains(answer.out, "After a week of work, a forecast is here.");
	assert_lacks(answer.out, "\x1b");
	answer = rustgym(place, mini, "stats", "--json");
	assert_schema(place, "stats", answer.out);
	assert_contains(answer.out, "\"tries\":3");
	assert_contains(answer.out, "{\"name\":\"E0308\",\"verdicts\":1}");
	assert_answer(rustgym(place, mini, "stats", "--skills"), 0, "1.1.1");
	assert_answer(rustgym(place, mini, "stats", "extra"), 2, "stats");
}

/* The learner's own log is the history: what another program did with the files counts for nothing. */
static void resetting_is_no_work(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *before;

	assert_answer(rustgym(place, mini, "run"), 1, "E0384");
	before = rustgym(place, mini, "stats", "--json").out;
	write_file(mini_exercise(place, "mini_third"), "fn main() {}\n");
	assert_answer(rustgym(place, mini, "reset", "mini_third"), 0, "");
	assert_contains(before, "\"seconds\":0,\"planned_seconds\":900");
	assert_contains(rustgym(place, mini, "stats", "--json").out,
			"\"seconds\":0,\"planned_seconds\":900");
}

static void a_narrow_terminal_has_whole_words(void **state)
{
	struct place *place = *state;
	const char *const argv[] = {"stats", NULL};
	struct emulator *e = emulator_start(
		place,
		&(struct emulator_options){
			.folder = worked_course(place), .argv = argv, .rows = 60, .columns = 40});

	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	emulator_look(e);
	assert_true(emulator_shows(e, "33 %"));
	assert_true(emulator_shows(e, "planned work is left"));
	assert_true(emulator_shows(e, "`rustgym explain"));
}

/* They are longer than a small window, and their beginning matters most. */
static void a_terminal_shows_them_in_the_pager(void **state)
{
	struct place *place = *state;
	const char *mini = worked_course(place), *pager = place_path(place, "pager");
	const char *const env[] = {place_text(place, "PAGER=%s", pager), NULL};
	const char *const commands[][3] = {{"stats", NULL}, {"explain", "E0308", NULL}};

	write_file(pager, "#!/bin/sh\ncat\necho so it was paged\n");
	assert_int_equal(chmod(pager, 0755), 0);
	for (size_t i = 0; i < 2; i++) {
		struct emulator *e = emulator_start(place,
						    &(struct emulator_options){.folder = mini,
									       .argv = commands[i],
									       .env = env,
									       .rows = 24,
									       .columns = 80});

		emulator_wait(e, "so it was paged", SOON_S);
		assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	}
}

/* A page of `watch` is as wide as its window, and has what a terminal has. */
static void watch_shows_them_as_a_terminal_does(void **state)
{
	struct place *place = *state;
	const char *const argv[] = {"watch", NULL};
	struct emulator *e = emulator_start(
		place,
		&(struct emulator_options){
			.folder = worked_course(place), .argv = argv, .rows = 60, .columns = 40});

	emulator_wait_line(e, 0, "mini_second", SOON_S);
	emulator_type(e, "S");
	emulator_wait(e, "33 %", SOON_S);
	assert_true(emulator_shows(e, "\xe2\x94\x81")); /* a bar */
	emulator_type(e, "\x03");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

#define in_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_place(nothing_is_said_before_the_first_check),
		in_place(work_is_counted),
		in_place(resetting_is_no_work),
		in_place(a_narrow_terminal_has_whole_words),
		in_place(a_terminal_shows_them_in_the_pager),
		in_place(watch_shows_them_as_a_terminal_does),
	};

	return run_group(tests);
}
