#include "event/deadline.h"
#include "support.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LIMIT = 1000, WALL = 6000, TICK = 50 };

static bool look(const void *pid, struct family_usage *usage)
{
	const struct family family = {.leader = *(const pid_t *)pid};

	return family_look(&family, usage);
}

/* Looks every tick until the deadline is over, each time with `worked` more on a processor. */
static uint64_t ends_after(bool known, bool runnable, uint64_t worked)
{
	struct family_usage usage = {.size = 1, .runnable = runnable};
	struct deadline deadline;
	uint64_t now = 5000;

	deadline_start(&deadline, LIMIT, WALL, TICK, now);
	do {
		now += TICK;
		usage.processor_ms += worked;
	} while (!deadline_look(&deadline, now, known ? &usage : NULL));
	return now - 5000;
}

static void a_program_alone_ends_in_time(void **state)
{
	(void)state;
	assert_int_equal(ends_after(false, false, 0), LIMIT);
	assert_int_equal(ends_after(true, true, TICK), LIMIT);
	assert_int_equal(ends_after(true, true, 8 * TICK), LIMIT); /* on eight cores */
}

static void to_sleep_counts(void **state)
{
	(void)state;
	assert_int_equal(ends_after(true, false, 0), LIMIT);
}

static void on_a_busy_machine_it_has_longer(void **state)
{
	(void)state;
	assert_int_equal(ends_after(true, true, TICK / 2), 2 * LIMIT);
	assert_int_equal(ends_after(true, true, 0), WALL); /* but not for ever */
}

static void what_a_process_takes_with_it_is_not_used_again(void **state)
{
	struct family_usage usage = {.size = 1, .runnable = true, .processor_ms = 900};
	struct deadline deadline;

	(void)state;
	deadline_start(&deadline, LIMIT, WALL, TICK, 0);
	assert_false(deadline_look(&deadline, 1 * TICK, &usage));
	usage.processor_ms = 100;
	assert_false(deadline_look(&deadline, 2 * TICK, &usage));
	usage.processor_ms = 100 + TICK;
	assert_false(deadline_look(&deadline, 3 * TICK, &usage));
	assert_int_equal(deadline.own, 2 * TICK);
}

static void a_stop_does_not_count(void **state)
{
	struct deadline deadline;

	(void)state;
	deadline_start(&deadline, LIMIT, WALL, TICK, 0);
	assert_false(deadline_look(&deadline, TICK, NULL));
	assert_false(deadline_look(&deadline, 1000 * 1000, NULL));
	assert_true(deadline.own < LIMIT / 2);
	assert_true(deadline.wall < LIMIT / 2);
}

static void without_a_limit_it_is_never_over(void **state)
{
	struct deadline deadline;

	(void)state;
	deadline_start(&deadline, 0, 0, TICK, 0);
	for (uint64_t now = 0; now < 100 * WALL; now += TICK)
		assert_false(deadline_look(&deadline, now, NULL));
}

/* ---- what the kernel says ------------------------------------------------------------------- */

#ifdef __linux__
static pid_t start(const char *script)
{
	pid_t pid = fork();

	if (pid == 0) {
		setpgid(0, 0);
		execl("/bin/sh", "sh", "-c", script, (char *)NULL);
		_exit(127);
	}
	assert_true(pid > 0);
	setpgid(pid, pid);
	return pid;
}

static void end(pid_t pid)
{
	kill(-pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static bool has_worked(void *data)
{
	struct family_usage usage;

	return look(data, &usage) && usage.runnable && usage.processor_ms >= 50;
}

static bool sleeps(void *data)
{
	struct family_usage usage;

	return look(data, &usage) && !usage.runnable && usage.size == 2;
}

static bool is_alone_and_has_worked(void *data)
{
	struct family_usage usage;

	return look(data, &usage) && usage.size == 1 && usage.processor_ms >= 50;
}

static void work_and_sleep_are_told_apart(void **state)
{
	pid_t works = start("while :; do :; done"), waits = start("sleep 1000; :");

	(void)state;
	assert_true(wait_until(has_worked, &works));
	assert_true(wait_until(sleeps, &waits));
	end(works);
	end(waits);
}

/* Six cargo commands are six processes. */
static void the_work_of_children_that_ended_counts(void **state)
{
	pid_t pid = start(
		"exec 2>/dev/null; sh -c 'ulimit -c 0; ulimit -t 1; while :; do :; done'; "
		"read line </dev/zero");

	(void)state;
	assert_true(wait_until(is_alone_and_has_worked, &pid));
	end(pid);
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_program_alone_ends_in_time),
		cmocka_unit_test(to_sleep_counts),
		cmocka_unit_test(on_a_busy_machine_it_has_longer),
		cmocka_unit_test(what_a_process_takes_with_it_is_not_used_again),
		cmocka_unit_test(a_stop_does_not_count),
		cmocka_unit_test(without_a_limit_it_is_never_over),
#ifdef __linux__
		cmocka_unit_test(work_and_sleep_are_told_apart),
		cmocka_unit_test(the_work_of_children_that_ended_counts),
#endif
	};

	return run_group(tests);
}
