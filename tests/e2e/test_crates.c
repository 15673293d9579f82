/* The first build of a topic's crates: what is told meanwhile, and that nobody has to wait for it. */
#include "crate_course.h"
#include "emulator.h"
#include "mini_course.h"
#include "session/power.h"

#include <stdlib.h>
#include <string.h>

#define TEST_FAILS "1 of 1 tests fails" /* in row 2 */

/* A verdict on an exercise that is not on the screen. */
static const char *failed(struct place *place, const char *name)
{
	return place_text(place, "\xe2\x9c\x97 %s: ", name);
}

static void quit(struct emulator *e)
{
	emulator_type(e, "\x03"); /* from every view */
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	emulator_assert_restored(e);
}

static struct emulator *watch(struct place *place, const char *mini, bool prepare)
{
	static const char *const argv[] = {"watch", NULL};

	assert_answer(rustgym(place, mini, "config", "prepare", prepare ? "on" : "off"), 0, NULL);
	return emulator_start(place, &(struct emulator_options){.folder = mini,
								.argv = argv,
								.env = own_cache(place),
								.rows = 60,
								.columns = 120});
}

static struct emulator *watch_first_build(struct place *place, const char **mini)
{
	struct emulator *e;

	*mini = crate_course(place);
	assert_answer(rustgym(place, *mini, "diff", "boxed"), 0, NULL); /* records the start */
	replace_in_file(place, crate_exercise(place, "boxed"), "8", "80");
	assert_answer(rustgym(place, *mini, "goto", "boxed"), 0, NULL);
	e = watch(place, *mini, false);
	emulator_wait(e, "The first build of this topic: ", SOON_S);
	return e;
}

static void a_first_build_is_told(void **state)
{
	struct place *place = *state;
	const char *mini;
	struct emulator *e = watch_first_build(place, &mini);

	emulator_wait_line(e, 1, " crates", SOON_S);
	assert_true(emulator_shows(e, "It takes about 3600 s, and only this once."));
	assert_true(emulator_shows(e, "A box")); /* the task */
	assert_true(emulator_shows(e, "n goes on with mini_first, which needs no crates"));
	emulator_wait_line(e, 1, "(c cancels)", SOON_S);
	emulator_type(e, "c");
	emulator_wait_line(e, 1, "cancelled", SOON_S);
	emulator_wait_gone(e, "The first build", SOON_S);
	assert_nobody_mentions(place_text(place, "%s/cache/target", place->root));
	crate_course_go(place);
	emulator_type(e, "r");
	emulator_wait_line(e, 1, TEST_FAILS, SOON_S);
	emulator_wait_gone(e, "The first build", SOON_S);
	quit(e);
}

static void the_next_one_does_not_wait_for_it(void **state)
{
	struct place *place = *state;
	const char *mini;
	struct emulator *e = watch_first_build(place, &mini);

	emulator_type(e, "n");
	emulator_wait_line(e, 0, "mini_first", SOON_S);
	emulator_wait(e, "boxed is built in the background", SOON_S);
	emulator_wait(e, "E0384", SOON_S);
	assert_false(emulator_shows(e, "The first build"));
	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	emulator_wait(e, "mini_first passed", SOON_S);
	crate_course_go(place);
	emulator_wait(e, failed(place, "boxed"), SOON_S); /* above the page */
	assert_true(emulator_shows(e, "mini_first passed"));
	emulator_wait_line(e, 0, "mini_first", SOON_S);
	assert_int_equal(crate_course_builds(place), 1);
	quit(e);
	assert_contains(rustgym(place, mini, "history", "boxed").out, "failed");
}

/* Nothing says that it is built when it is no longer built. */
static void a_cancelled_build_is_not_announced(void **state)
{
	struct place *place = *state;
	const char *mini;
	struct emulator *e = watch_first_build(place, &mini);

	assert_null(strstr(emulator_line(e, -1), "how it fails")); /* nobody knows that yet */
	emulator_type(e, "n");
	emulator_wait(e, "boxed is built in the background", SOON_S);
	emulator_wait_line(e, 1, "builds boxed: ", SOON_S);
	emulator_wait_line(e, -1, "c cancel", SOON_S);
	emulator_type(e, "h"); /* the answer to n goes, and what is built is still said */
	emulator_wait_gone(e, "boxed is built in the background", SOON_S);
	emulator_wait_line(e, 1, "builds boxed: ", SOON_S);
	emulator_type(e, "\x1b");
	emulator_wait_line(e, -1, "q quit", SOON_S);
	emulator_type(e, "c");
	emulator_wait_line(e, 1, "the build in the background is cancelled", SOON_S);
	emulator_wait_line(e, 1, "the build in the background is cancelled", SOON_S);
	quit(e);
}

static void coming_back_goes_on_with_it(void **state)
{
	struct place *place = *state;
	const char *mini;
	struct emulator *e = watch_first_build(place, &mini);

	emulator_type(e, "n");
	emulator_wait(e, "E0384", SOON_S);
	assert_answer(rustgym(place, mini, "goto", "boxed"), 0, NULL);
	emulator_wait_line(e, 0, "boxed", SOON_S);
	emulator_wait(e, "The first build of this topic: ", SOON_S);
	crate_course_go(place);
	emulator_wait_line(e, 1, TEST_FAILS, SOON_S);
	assert_int_equal(crate_course_builds(place), 1);
	quit(e);
}

/* The text that is judged is the one that was saved last. */
static void a_save_of_it_counts(void **state)
{
	struct place *place = *state;
	const char *mini;
	struct emulator *e = watch_first_build(place, &mini);

	emulator_type(e, "n");
	emulator_wait(e, "E0384", SOON_S);
	write_file(crate_exercise(place, "boxed"), crate_solution);
	emulator_wait_line(e, 0, "boxed", SOON_S);
	crate_course_go(place);
	emulator_wait(e, "\xe2\x9c\x93 boxed passed", SOON_S);
	quit(e);
}

/* Another one that needs cargo goes first; the one in the background gets its verdict after it. */
static void the_one_at_hand_goes_first(void **state)
{
	struct place *place = *state;
	const char *mini;
	struct emulator *e = watch_first_build(place, &mini);

	emulator_type(e, "n");
	emulator_wait(e, "E0384", SOON_S);
	assert_answer(rustgym(place, mini, "goto", "boxed_too"), 0, NULL);
	emulator_wait_line(e, 0, "boxed_too", SOON_S);
	crate_course_go(place);
	emulator_wait_line(e, 1, TEST_FAILS, SOON_S);
	emulator_wait(e, failed(place, "boxed"), SOON_S);
	emulator_wait_line(e, 0, "boxed_too", SOON_S);
	quit(e);
}

struct builds {
	struct place *place;
	size_t count;
};

static bool were_begun(void *data)
{
	const struct builds *builds = data;

	return crate_course_builds(builds->place) == builds->count;
}

/* At idle priority, and a save of what needs no cargo does not end it. */
static void crates_are_built_ahead(void **state)
{
	struct place *place = *state;
	const char *mini = crate_course(place), *first = mini_exercise(place, "mini_first");
	struct builds once = {place, 1};
	struct emulator *e;

	if (power_is_battery(POWER_SUPPLIES))
		return;
	e = watch(place, mini, true);
	emulator_wait(e, "E0384", SOON_S);
	assert_true(wait_until(were_begun, &once, SOON_S));
#ifdef __linux__
	assert_int_equal(crate_course_policy(place), 5);
#endif
	write_file(first, "pub fn count() -> u32 {\n    m\n}\n");
	emulator_wait(e, "E0425", SOON_S);
	write_file(first, mini_solution("mini_first"));
	emulator_wait(e, "mini_first passed", SOON_S);
	crate_course_go(place);
	assert_answer(rustgym(place, mini, "goto", "boxed"), 0, NULL);
	emulator_wait_line(e, 0, "boxed", SOON_S);
	emulator_wait_line(e, 1, TEST_FAILS, SOON_S);
	quit(e);
}

/* How the next exercise fails is told as soon as its crates are built, and by the pass if they are. */
static void the_next_one_is_judged_when_its_crates_are_built(void **state)
{
	struct place *place = *state;
	const char *mini = crate_course(place), *third = mini_exercise(place, "mini_third");
	struct builds once = {place, 1};
	struct emulator *e;

	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	e = watch(place, mini, true);
	emulator_wait_line(e, 0, "mini_third", SOON_S);
	emulator_wait_line(e, 1, "checked", SOON_S);
	assert_true(wait_until(were_begun, &once, SOON_S));
	write_file(third, mini_solution("mini_third"));
	emulator_wait(e, "Next: boxed", SOON_S);
	assert_false(emulator_shows(e, "left is 8"));
	crate_course_go(place);
	emulator_wait(e, "boxed.rs:9 says_seven: left is 8, right is 7", SOON_S);
	write_file(third, "fn main() {}\n");
	emulator_wait_gone(e, "left is 8", SOON_S);
	emulator_wait_line(e, 1, "try ", SOON_S);
	write_file(third, mini_solution("mini_third"));
	emulator_wait(e, "boxed.rs:9 says_seven: left is 8, right is 7", SOON_S);
	quit(e);
}

/* ---- rustgym prepare -------------------------------------------------------------------------- */

#define prepare(place, mini, ...)                                                                  \
	call_with(place, &(struct call){.folder = (mini), .env = own_cache(place)},                \
		  (const char *const[]){"prepare", __VA_ARGS__})

static void crates_are_built_on_demand(void **state)
{
	struct place *place = *state;
	const char *mini = crate_course(place);
	struct answer answer;

	crate_course_go(place);
	answer = prepare(place, mini, NULL);
	assert_answer(answer, 0, "Boxes: its crates are being built\nBoxes: ready");
	assert_contains(answer.out, "\nAll is ready, also without a network.\n");
	assert_lacks(answer.out, "\x1b");
	assert_lacks(answer.out, "\r");
	assert_int_equal(crate_course_builds(place), 1);
#ifdef __linux__
	assert_int_equal(crate_course_policy(place), 0); /* somebody waits for it */
#endif
	assert_answer(prepare(place, mini, "--all", NULL), 0, "All is ready");
	assert_answer(prepare(place, mini, "boxes", NULL), 0, "Boxes: ready");
	assert_answer(call_with(place, &(struct call){.folder = mini, .env = own_cache(place)},
				(const char *const[]){"run", "boxed", NULL}),
		      1, "1 of 1 tests fails");
	assert_int_equal(crate_course_builds(place), 1);
}

static void what_prepare_cannot_do_is_said(void **state)
{
	struct place *place = *state;
	const char *mini = crate_course(place);
	struct answer answer;

	assert_answer(prepare(place, mini, "Small things", NULL), 0, "no crates are needed");
	assert_answer(prepare(place, mini, "nowhere", NULL), 2, "no topic or exercise \"nowhere\"");
	assert_answer(prepare(place, mini, "boxes", "--all", NULL), 2, "not both");
	remove_file(place_path(place, "vendor/gamma/Cargo.toml"));
	answer = prepare(place, mini, "boxes", NULL);
	assert_answer(answer, 3, "Boxes: not built: ");
	assert_answer(answer, 3, "1 of 1 could not be built");
	assert_lacks(answer.out, "All is ready");
}

/* Without a network: the sentence says so, and what to do. */
static void a_missing_network_is_said(void **state)
{
	struct place *place = *state;
	const char *mini = crate_course(place);
	const char *const env[] = {own_cache(place)[0], "CARGO_NET_OFFLINE=true",
				   place_text(place, "CARGO_HOME=%s/cargo", place->root), NULL};

	remove_file(place_path(place, "mini/exercises/02_crates/.cargo/config.toml"));
	assert_answer(call_with(place, &(struct call){.folder = mini, .env = env},
				(const char *const[]){"prepare", "boxes", NULL}),
		      3, "not on this machine yet");
}

static void prepares(struct place *place, struct emulator *e)
{
	emulator_wait(e, "Boxes (1 of 1)", SOON_S);
	emulator_wait(e, " crates  ", SOON_S);
	crate_course_go(place);
	emulator_wait(e, "Boxes: ready", SOON_S);
	emulator_wait(e, "All is ready", SOON_S);
	assert_false(emulator_shows(e, "Boxes (1 of 1)"));
}

static void prepare_shows_how_far_it_is(void **state)
{
	static const char *const argv[] = {"prepare", "boxes", NULL};
	struct place *place = *state;
	const char *mini = crate_course(place);
	struct emulator *e = emulator_start(place,
					    &(struct emulator_options){.folder = mini,
								       .argv = argv,
								       .env = own_cache(place),
								       .rows = 20,
								       .columns = 100});

	prepares(place, e);
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

static void watch_shows_how_far_prepare_is(void **state)
{
	struct place *place = *state;
	const char *mini = crate_course(place);
	struct emulator *e = watch(place, mini, false);

	emulator_wait_line(e, 1, "checked", SOON_S);
	emulator_type(e, ":prepare boxes\r");
	emulator_wait(e, "`rustgym prepare` runs", SOON_S);
	prepares(place, e);
	quit(e);
}

#define in_a_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_place(a_first_build_is_told),
		in_a_place(the_next_one_does_not_wait_for_it),
		in_a_place(a_cancelled_build_is_not_announced),
		in_a_place(coming_back_goes_on_with_it),
		in_a_place(a_save_of_it_counts),
		in_a_place(the_one_at_hand_goes_first),
		in_a_place(crates_are_built_ahead),
		in_a_place(the_next_one_is_judged_when_its_crates_are_built),
		in_a_place(crates_are_built_on_demand),
		in_a_place(what_prepare_cannot_do_is_said),
		in_a_place(a_missing_network_is_said),
		in_a_place(prepare_shows_how_far_it_is),
		in_a_place(watch_shows_how_far_prepare_is),
	};

	return run_group(tests);
}
