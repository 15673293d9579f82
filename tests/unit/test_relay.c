/* rustgym-relay ends with who called it, also if that one had ended before the relay began. */
#include "rustgym/base/file.h"
#include "rustgym/base/installed.h"
#include "support.h"

#include <stdlib.h>

/* Runs a script. In it, $relay is the path of the relay, and $0 is the path of a file that its program makes. */
static bool makes_the_file(void **state, const char *script)
{
	char *relay = installed_find("rustgym-relay");
	const char *file = sandbox_path(*state, "made");
	const char *argv[] = {"/bin/sh", "-c", script, file, NULL};

	assert_non_null(relay);
	setenv("relay", relay, 1);
	setenv("RUSTGYM_WRAPPER", "", 1);
	free(relay);
	run_command(argv, sandbox_path(*state, "."), NULL, NULL);
	return file_exists(file);
}

#define RELAY "\"$relay\" touch \"$0\"; :"

static void it_runs_for_its_own_job(void **state)
{
	assert_true(makes_the_file(state,
				   "RUSTGYM_JOB=mine sh -c '\"$relay\" touch \"$0\"; :' \"$0\""));
}

static void it_runs_without_a_job(void **state)
{
	assert_true(makes_the_file(state, RELAY));
}

/* The parent of an orphan is a process that has nothing to do with the job. */
static void it_does_not_run_for_a_stranger(void **state)
{
	assert_false(makes_the_file(state, "RUSTGYM_JOB=mine " RELAY));
	assert_false(makes_the_file(
		state,
		"RUSTGYM_JOB=other sh -c 'RUSTGYM_JOB=mine \"$relay\" touch \"$0\"; :' \"$0\""));
}

#define IN_A_SANDBOX(test) cmocka_unit_test_setup_teardown(test, sandbox_setup, sandbox_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_SANDBOX(it_runs_for_its_own_job),
		IN_A_SANDBOX(it_runs_without_a_job),
		IN_A_SANDBOX(it_does_not_run_for_a_stranger),
	};

	return run_group(tests);
}
