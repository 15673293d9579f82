/*
 * The short commands under valgrind: no block is lost, no byte is read that was never written. What a
 * library keeps until the end (still reachable) is no leak. No suppression has been needed so far.
 */
#include "harness.h"
#include "mini_course.h"

#include <stdlib.h>

enum { VALGRIND_COMPLAINS = 99 };

static void check_answer(struct place *place, struct answer answer, int status, const char *log)
{
	if (answer.status == VALGRIND_COMPLAINS)
		fail_msg("valgrind: %s", read_text(place, log));
	assert_answer(answer, status, NULL);
}

static void check_call(struct place *place, const char *folder, int status,
		       const char *const *arguments)
{
	const char *log = place_path(place, "valgrind.log");
	struct strings argv = STRINGS_INIT;

	strings_add(&argv, getenv("E2E_VALGRIND"));
	strings_add(&argv, "--quiet");
	strings_add(&argv, "--leak-check=full");
	strings_add(&argv, "--errors-for-leak-kinds=definite,indirect,possible");
	strings_add(&argv, "--show-leak-kinds=definite,indirect,possible");
	strings_add(&argv, "--child-silent-after-fork=yes");
	strings_addf(&argv, "--error-exitcode=%d", VALGRIND_COMPLAINS);
	strings_addf(&argv, "--log-file=%s", log);
	strings_add(&argv, program_path());
	strings_add_all(&argv, arguments);
	check_answer(place,
		     call_program(place, &(struct call){.folder = folder},
				  (const char *const *)argv.items),
		     status, log);
	strings_clear(&argv);
}

#define CHECK_CALL(place, folder, status, ...)                                                     \
	check_call(place, folder, status, (const char *const[]){__VA_ARGS__, NULL})

static void looking(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	CHECK_CALL(place, mini, 0, "help");
	CHECK_CALL(place, mini, 0, "help", "reset");
	CHECK_CALL(place, mini, 0, "list");
	CHECK_CALL(place, mini, 0, "list", "--json");
	CHECK_CALL(place, mini, 0, "hint");
	CHECK_CALL(place, mini, 0, "hint", "mini_second");
	CHECK_CALL(place, mini, 0, "diff");
	CHECK_CALL(place, mini, 0, "diff", "@0", "--solution", "--spoil");
	CHECK_CALL(place, mini, 0, "solution", "--spoil");
	CHECK_CALL(place, mini, 0, "doctor");
	CHECK_CALL(place, mini, 0, "config");
	CHECK_CALL(place, mini, 0, "config", "polish", "off");
}

static void moving(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	CHECK_CALL(place, mini, 0, "next");
	CHECK_CALL(place, mini, 0, "goto", "mini_third");
}

static void wrong_usage(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	CHECK_CALL(place, mini, 2, "goto", "mini_thurd");
	CHECK_CALL(place, mini, 2, "list", "--nothing");
	CHECK_CALL(place, mini, 2, "reset", "--undo");
	CHECK_CALL(place, place->root, 3, "list");
	replace_in_file(place, place_path(place, "mini/exercises/roadmap.json"), "\"format\"",
			"\"fromat\"");
	CHECK_CALL(place, mini, 4, "list");
}

static void making_a_workspace(void **state)
{
	struct place *place = *state;

	CHECK_CALL(place, place->root, 0, "init", "work", "--course", mini_course(place));
	CHECK_CALL(place, place_path(place, "work"), 0, "list");
}

static void resetting(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first");

	CHECK_CALL(place, mini, 0, "reset", "mini_first"); /* as handed out already */
	write_file(first, "mine\n");
	CHECK_CALL(place, mini, 0, "reset", "mini_first");
	assert_string_equal(read_text(place, first), mini_start("mini_first"));
	CHECK_CALL(place, mini, 0, "reset", "--undo", "mini_first");
	assert_string_equal(read_text(place, first), "mine\n");
}

static void running(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	CHECK_CALL(place, mini, 1, "run"); /* does not compile */
	CHECK_CALL(place, mini, 1, "run", "mini_second", "--json");
	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	CHECK_CALL(place, mini, 0, "run");
	CHECK_CALL(place, mini, 1, "check");
}

static void checking_an_authors_work(void **state)
{
	struct place *place = *state;

	CHECK_CALL(place, mini_complete_course(place), 0, "dev", "check", "mini_first");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(looking, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(moving, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(wrong_usage, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(making_a_workspace, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(resetting, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(running, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(checking_an_authors_work, place_setup,
						place_teardown),
	};

	return run_group(tests);
}
