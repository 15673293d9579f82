/* `review`: exercises that passed some time ago come back as copies. */
#include "emulator.h"
#include "mini_course.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COPY "mini/review/01_start/01_small/"

static const char *copy(struct place *place, const char *name)
{
	return place_path(place, COPY "%s.rs", name);
}

static const char *progress_of(struct place *place)
{
	return read_text(place, place_path(place, "mini/.rustgym/progress.json"));
}

/* A course of which the named exercises passed in 2001. mini_third is not done. */
static const char *passed_course(struct place *place, bool second)
{
	const char *mini = mini_course(place);

	/* now the history knows the text as it was handed out */
	assert_answer(rustgym(place, mini, "run"), 1, "E0384");
	for (int i = 0; i < 1 + second; i++) {
		const char *name = i ? "mini_second" : "mini_first";

		write_file(mini_exercise(place, name), mini_solution(name));
		assert_answer(rustgym(place, mini, "run", name), 0, "");
	}
	write_file(place_path(place, "mini/.rustgym/progress.json"),
		   place_text(place,
			      "{\"format\": 1, \"exercises\": {\"mini_first\": {\"passed_at\": "
			      "1000000000, \"attempts\": 7, \"hints\": 2}%s}}\n",
			      second ? ", \"mini_second\": {\"passed_at\": 1000000001}" : ""));
	return mini;
}

static struct emulator *review(struct place *place, const char *mini)
{
	const char *const argv[] = {"review", NULL};

	return emulator_start(place,
			      &(struct emulator_options){
				      .folder = mini, .argv = argv, .rows = 60, .columns = 120});
}

static void quit(struct emulator *e)
{
	emulator_type(e, "\x03"); /* from every view */
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	emulator_assert_restored(e);
}

static void without_a_pass_nothing_comes_back(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	assert_answer(rustgym(place, mini, "review"), 0, "Nothing comes back yet");
	assert_answer(rustgym(place, mini, "review", "--list"), 0, "Nothing comes back yet");
	assert_answer(rustgym(place, mini, "review", "--end"), 2, "no review is under way");
	assert_answer(rustgym(place, mini, "run", "--review"), 2, "no review is under way");
	assert_answer(rustgym(place, mini, "review", "mini_first"), 2, "is not done");
	assert_answer(rustgym(place, mini, "update", "--review"), 2, "has no option --review");
	assert_answer(rustgym(place, mini, "--review", "check"), 2, "has no option --review");
}

static void a_pass_comes_back_after_three_days(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	assert_answer(rustgym(place, mini, "run"), 1, "E0384");
	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	assert_answer(rustgym(place, mini, "run"), 0, "");
	assert_answer(rustgym(place, mini, "review"), 0,
		      "Nothing is due for a review. The next one is mini_first, in 3 days");
	assert_answer(rustgym(place, mini, "review", "--list"), 0, "in 3 days     mini_first");
	assert_lacks(rustgym(place, mini, "list").out, "review");
	assert_int_equal(access(place_path(place, "mini/review"), F_OK), -1);
}

static void what_passed_is_never_touched(void **state)
{
	struct place *place = *state;
	const char *mini = passed_course(place, false);
	struct emulator *e;

	assert_answer(rustgym(place, mini, "review", "--list"), 0, "due now       mini_first");
	assert_answer(rustgym(place, mini, "list"), 0, "1 exercise is due for a review");
	e = review(place, mini);
	emulator_wait(e, "error[E0384]", SOON_S);
	emulator_wait(e, "--> review/01_start/01_small/mini_first.rs", SOON_S);
	emulator_wait(e, "This is a review", SOON_S);
	assert_true(string_has_prefix(emulator_line(e, 0), "Review: Small things"));
	assert_false(emulator_shows(e, "Welcome"));
	assert_string_equal(read_text(place, copy(place, "mini_first")), mini_start("mini_first"));
	emulator_type(e, "h");
	emulator_wait(e, "0 of 3 open", SOON_S); /* not those that were opened before the pass */
	emulator_type(e, "\x1b");
	write_file(copy(place, "mini_first"), mini_solution("mini_first"));
	emulator_wait(e, "The review is done.", SOON_S);
	quit(e);
	assert_string_equal(read_text(place, mini_exercise(place, "mini_first")),
			    mini_solution("mini_first"));
	assert_contains(progress_of(place), "\"attempts\":\t7");
	assert_contains(progress_of(place), "\"hints\":\t2");
	assert_contains(progress_of(place), "\"passed_at\":\t1000000000");
	assert_contains(progress_of(place), "\"reviewed_at\"");
	assert_lacks(rustgym(place, mini, "history", "mini_first").out, "failed");
	assert_lacks(rustgym(place, mini, "list").out, "due for a review");
}

/* 3 days after the pass, 10 after a review without help, 3 again after one with a hint. */
static void help_brings_it_back_sooner(void **state)
{
	struct place *place = *state;
	const char *mini = passed_course(place, true), *names[] = {"mini_first", "mini_second"};
	struct emulator *e = review(place, mini);

	emulator_wait(e, "error[E0384]", SOON_S);
	quit(e);
	assert_answer(rustgym(place, mini, "hint", "--review", "mini_second"), 0, "what is double");
	for (int i = 0; i < 2; i++) {
		write_file(copy(place, names[i]), mini_solution(names[i]));
		assert_answer(rustgym(place, mini, "run", "--review", names[i]), 0, "");
		/* a second pass is no second review */
		assert_answer(rustgym(place, mini, "run", "--review", names[i]), 0, "");
	}
	assert_answer(rustgym(place, mini, "review", "--list"), 0, "in 10 days    mini_first   ");
	assert_answer(rustgym(place, mini, "review", "--list"), 0, "in 3 days     mini_second");
}

static void it_can_be_left_and_gone_on_with(void **state)
{
	static const char half[] = "fn main() {\n    let half: u8 = \"\";\n}\n";
	struct place *place = *state;
	const char *mini = passed_course(place, true);
	struct emulator *e = review(place, mini);
	struct answer list;

	emulator_wait(e, "error[E0384]", SOON_S);
	write_file(copy(place, "mini_first"), half);
	emulator_wait(e, "error[E0308]", SOON_S);
	quit(e);
	list = rustgym(place, mini, "list", "--review");
	assert_answer(list, 0, "0 of 2 done");
	assert_lacks(list.out, "mini_third");
	assert_answer(rustgym(place, mini, "review", "mini_first"), 2, "a review is under way");
	e = review(place, mini);
	emulator_wait(e, "error[E0308]", SOON_S);
	assert_string_equal(read_text(place, copy(place, "mini_first")), half);
	emulator_type(e, ":history\r"); /* of the copy, not of the exercise that passed */
	emulator_wait(e, "as handed out", SOON_S);
	assert_false(emulator_shows(e, "passed,"));
	emulator_type(e, "\x1b");
	emulator_wait_gone(e, "as handed out", SOON_S);
	mini_run_deadline(place, "600");
	write_file(mini_exercise(place, "mini_third"), mini_runs_for_ever);
	emulator_type(e, ":check\r"); /* of the course, whose exercises are not the copies */
	emulator_wait(e, "`rustgym check` runs", SOON_S);
	emulator_type(e, "c");
	emulator_wait(e, "`rustgym check` is cancelled.\n", SOON_S);
	emulator_type(e, ":review\r");
	emulator_wait(e, "needs a terminal of its own", SOON_S);
	quit(e);
	assert_answer(rustgym(place, mini, "reset", "--review", "mini_first"), 0,
		      "review/01_start/01_small/mini_first.rs is as it was handed out");
	assert_string_equal(read_text(place, copy(place, "mini_first")), mini_start("mini_first"));
	assert_answer(rustgym(place, mini, "undo", "--review"), 0, "");
	assert_string_equal(read_text(place, copy(place, "mini_first")), half);
	assert_answer(rustgym(place, mini, "hint", "review/01_start/01_small/mini_first.rs"), 2,
		      "with --review");
}

/* Only mini_first was begun, so only this review has failed. */
static void ending_it_brings_back_what_was_begun(void **state)
{
	struct place *place = *state;
	const char *mini = passed_course(place, true);
	struct emulator *e = review(place, mini);

	emulator_wait(e, "error[E0384]", SOON_S);
	quit(e);
	write_file(copy(place, "mini_first"), "fn main() {}\n");
	assert_answer(rustgym(place, mini, "review", "--end"), 0, "1 exercise that you began");
	assert_int_equal(access(place_path(place, "mini/review"), F_OK), -1);
	assert_answer(rustgym(place, mini, "review", "--list"), 0, "in 3 days     mini_first");
	assert_answer(rustgym(place, mini, "review", "--list"), 0, "due now       mini_second");
	assert_string_equal(read_text(place, mini_exercise(place, "mini_first")),
			    mini_solution("mini_first"));
	e = review(place, mini); /* the next one has the text that was handed out */
	emulator_wait(e, "1 of 2 tests fails", SOON_S);
	quit(e);
	assert_answer(rustgym(place, mini, "list", "--review"), 0, "0 of 1 done");
}

static void another_folder_with_that_name_is_left_alone(void **state)
{
	struct place *place = *state;
	const char *mini = passed_course(place, false);

	write_file(place_path(place, "mini/review/mine.txt"), "mine\n");
	assert_answer(rustgym(place, mini, "review"), 2, "move it elsewhere");
	assert_string_equal(read_text(place, place_path(place, "mini/review/mine.txt")), "mine\n");
}

#define in_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_place(without_a_pass_nothing_comes_back),
		in_place(a_pass_comes_back_after_three_days),
		in_place(what_passed_is_never_touched),
		in_place(help_brings_it_back_sooner),
		in_place(it_can_be_left_and_gone_on_with),
		in_place(ending_it_brings_back_what_was_begun),
		in_place(another_folder_with_that_name_is_left_alone),
	};

	return run_group(tests);
}
