#include "event/orphan.h"
#include "rustgym/base/file.h"
#include "rustgym/event/job.h"
#include "support.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Starts a daemon, and goes on when that has left the group and said so through a pipe. */
#define DAEMON(script)                                                                             \
	"pipe=$(mktemp -u) && mkfifo \"$pipe\" || exit 1\n"                                        \
	"export pipe\n"                                                                            \
	"setsid sh -c '" script "; exec sleep 1000' >/dev/null 2>&1 &\n"                           \
	"read -r pids <\"$pipe\"; rm \"$pipe\"; echo $pids"

struct ended {
	int done;
	long pids[2];
};

/* What the script printed: the pids of what it leaves behind. */
static void on_done(const struct job_result *result, void *data)
{
	struct ended *ended = data;
	char *end;

	ended->done++;
	ended->pids[0] = strtol(result->out->data, &end, 10);
	ended->pids[1] = strtol(end, NULL, 10);
}

static struct ended run_script(const char *script, bool confined)
{
	const char *argv[] = {"sh", "-c", script, NULL};
	struct ended ended = {0};
	struct job_options options = {.argv = argv,
				      .deadline_ms = DEADLINE_MS,
				      .confined = confined,
				      .done = on_done,
				      .data = &ended};
	uv_loop_t loop;

	uv_loop_init(&loop);
	assert_non_null(job_start(&loop, &options, NULL));
	assert_true(loop_finish(&loop));
	assert_int_equal(uv_loop_close(&loop), 0);
	assert_int_equal(ended.done, 1);
	assert_true(ended.pids[0] > 1);
	return ended;
}

static bool is_gone(void *data)
{
	return process_is_gone((pid_t) * (long *)data);
}

static void a_daemon_of_a_confined_job_is_ended(void **state)
{
	struct ended ended = run_script(DAEMON("echo $$ >\"$pipe\""), true);

	(void)state;
	assert_true(wait_until(is_gone, &ended.pids[0]));
}

static void so_are_its_children_in_sessions_of_their_own(void **state)
{
	struct ended ended = run_script(DAEMON("setsid sleep 1000 & echo $$ $! >\"$pipe\""), true);

	(void)state;
	assert_true(ended.pids[1] > 1);
	assert_true(wait_until(is_gone, &ended.pids[0]));
	assert_true(wait_until(is_gone, &ended.pids[1]));
}

static void other_jobs_keep_their_daemons(void **state)
{
	struct ended ended = run_script(DAEMON("echo $$ >\"$pipe\""), false);
	uv_loop_t loop;

	(void)state;
	uv_loop_init(&loop);
	assert_true(orphans_end(&loop, "RUSTGYM_JOB=of-nobody", "/no/such/program"));
	uv_loop_close(&loop);
	assert_false(process_is_gone((pid_t)ended.pids[0]));
	kill((pid_t)ended.pids[0], SIGKILL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_daemon_of_a_confined_job_is_ended),
		cmocka_unit_test(so_are_its_children_in_sessions_of_their_own),
		cmocka_unit_test(other_jobs_keep_their_daemons),
	};

	return run_group(tests);
}
