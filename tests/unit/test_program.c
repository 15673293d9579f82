/* Programs that are started and waited for. */
#include "rustgym/base/file.h"
#include "rustgym/event/program.h"
#include "support.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int shell(const char *commands, const struct buffer *input)
{
	const char *const argv[] = {"sh", "-c", commands, NULL};
	struct program_options options = PROGRAM_OPTIONS(argv);
	struct error err = ERROR_INIT;
	int status;

	if (program_run(&options, input, &status, &err))
		fail_msg("%s", err.message);
	return status;
}

static void its_end_is_told(void **state)
{
	(void)state;
	assert_int_equal(shell("exit 0", NULL), 0);
	assert_int_equal(shell("exit 7", NULL), 7);
	assert_int_equal(shell("kill -TERM $$", NULL), 128 + SIGTERM);
}

static void one_that_is_missing_is_an_error(void **state)
{
	const char *const argv[] = {"no-such-program", NULL};
	struct program_options options = PROGRAM_OPTIONS(argv);
	struct error err = ERROR_INIT;
	int status;

	(void)state;
	assert_int_equal(program_run(&options, NULL, &status, &err), ERROR_ENVIRONMENT);
	assert_contains(err.message, "no-such-program can't be started");
}

/* As a shell would start it, whatever we ignore, block or have open. */
static void it_begins_afresh(void **state)
{
	struct sandbox *box = *state;
	const char *out = sandbox_path(box, "out");
	unsigned long long ignored = 0;
	sigset_t blocked, before;
	int fd = open("/dev/null", O_RDONLY), second = fcntl(fd, F_DUPFD, 40);

	signal(SIGPIPE, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	sigfillset(&blocked);
	sigprocmask(SIG_BLOCK, &blocked, &before);
	shell(arena_format(&box->arena, "exec cat /proc/self/status >'%s'; exit 1", out), NULL);
	sigprocmask(SIG_SETMASK, &before, NULL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	assert_contains(sandbox_read(box, "out", NULL), "SigBlk:\t0000000000000000");
	assert_non_null(strstr(sandbox_read(box, "out", NULL), "SigIgn:"));
	assert_int_equal(
		sscanf(strstr(sandbox_read(box, "out", NULL), "SigIgn:"), "SigIgn: %llx", &ignored),
		1);
	assert_int_equal(ignored & 0x7fffffff, 0); /* the C library has two more for itself */
	shell(arena_format(&box->arena, "ls /proc/self/fd >'%s'", out), NULL);
	assert_lacks(sandbox_read(box, "out", NULL), "40");
	close(fd);
	close(second);
}

static void it_reads_as_much_as_it_wants_to(void **state)
{
	struct sandbox *box = *state;
	struct buffer input = BUFFER_INIT;
	struct sigaction now;

	for (int i = 0; i < 100000; i++)
		buffer_add_string(&input, "line\n");
	assert_int_equal(shell("exec head -c 5 >/dev/null", &input), 0);
	assert_int_equal(shell("exit 3", &input), 3);
	assert_int_equal(
		shell(arena_format(&box->arena, "cat >'%s'", sandbox_path(box, "all")), &input), 0);
	assert_string_equal(sandbox_read(box, "all", NULL), input.data);
	assert_int_equal(sigaction(SIGPIPE, NULL, &now), 0);
	assert_ptr_equal(now.sa_handler, SIG_DFL);
	assert_int_equal(sigaction(SIGINT, NULL, &now), 0);
	assert_ptr_equal(now.sa_handler, SIG_DFL);
	buffer_clear(&input);
}

static void on_alarm(int number)
{
	(void)number;
}

static void a_signal_does_not_end_the_waiting(void **state)
{
	struct sigaction action = {.sa_handler = on_alarm}, before;

	(void)state;
	sigaction(SIGUSR1, &action, &before);
	assert_int_equal(shell("kill -USR1 $PPID; kill -USR1 $PPID; exit 5", NULL), 5);
	sigaction(SIGUSR1, &before, NULL);
}

/* Somebody else has waited for it: that is no exit status 0. */
static void an_end_that_nobody_knows_is_an_error(void **state)
{
	const char *const argv[] = {"true", NULL};
	struct program_options options = PROGRAM_OPTIONS(argv);
	struct error err = ERROR_INIT;
	int status = 0;
	pid_t pid;

	(void)state;
	assert_int_equal(program_start(&options, &pid, &err), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	assert_int_equal(program_wait(pid, &status, &err), ERROR_ENVIRONMENT);
	assert_int_not_equal(status, 0);
	assert_contains(err.message, "nobody knows");
}

/* Our parent may have started us with the end of children ignored. */
static void an_ignored_end_of_children_is_heard(void **state)
{
	(void)state;
	signal(SIGCHLD, SIG_IGN);
	assert_int_equal(shell("exit 4", NULL), 4);
	signal(SIGCHLD, SIG_DFL);
}

#define in_sandbox(test) cmocka_unit_test_setup_teardown(test, sandbox_setup, sandbox_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(its_end_is_told),
		cmocka_unit_test(one_that_is_missing_is_an_error),
		in_sandbox(it_begins_afresh),
		in_sandbox(it_reads_as_much_as_it_wants_to),
		cmocka_unit_test(a_signal_does_not_end_the_waiting),
		cmocka_unit_test(an_end_that_nobody_knows_is_an_error),
		cmocka_unit_test(an_ignored_end_of_children_is_heard),
	};

	return run_group(tests);
}
