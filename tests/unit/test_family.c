#include "event/family.h"
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

static struct ended run_script(const char *script, enum job_confinement confined)
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

static const enum job_confinement kinds[] = {JOB_PROGRAM, JOB_BUILD};

enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

static void a_daemon_of_a_confined_job_is_ended(void **state)
{
	(void)state;
	for (size_t i = 0; i < KINDS; i++) {
		struct ended ended = run_script(DAEMON("echo $$ >\"$pipe\""), kinds[i]);

		assert_true(wait_until(is_gone, &ended.pids[0]));
	}
}

/* A double fork, a session of its own, no environment, another program. */
static void so_is_one_that_hides(void **state)
{
	static const char script[] =
		"pipe=$(mktemp -u) && mkfifo \"$pipe\" || exit 1\n"
		"(setsid env -i \"$(command -v sh)\" -c \"echo \\$\\$ >'$pipe'; exec $(command -v sleep) "
		"1000\" >/dev/null 2>&1 &)\n"
		"read -r pids <\"$pipe\"; rm \"$pipe\"; echo $pids";

	(void)state;
	for (size_t i = 0; i < KINDS; i++) {
		struct ended ended = run_script(script, kinds[i]);

		assert_true(wait_until(is_gone, &ended.pids[0]));
	}
}

static void so_are_its_children_in_sessions_of_their_own(void **state)
{
	struct ended ended = run_script(DAEMON("setsid sleep 1000 & echo $$ $! >\"$pipe\""),
					JOB_PROGRAM);

	(void)state;
	assert_true(ended.pids[1] > 1);
	assert_true(wait_until(is_gone, &ended.pids[0]));
	assert_true(wait_until(is_gone, &ended.pids[1]));
}

/* An editor may leave a window open: it is not confined, so it has no sign. */
static void other_jobs_keep_their_daemons(void **state)
{
	struct ended ended;
	uv_loop_t loop;
	struct family family = {.loop = &loop, .mark = "RUSTGYM_JOB=of-nobody"};

	(void)state;
	family_adopt();
	ended = run_script(DAEMON("echo $$ >\"$pipe\""), JOB_FREE);
	uv_loop_init(&loop);
	assert_true(family_end(&family));
	uv_loop_close(&loop);
	assert_false(process_is_gone((pid_t)ended.pids[0]));
	kill((pid_t)ended.pids[0], SIGKILL);
}

struct two {
	struct job *waiting;
	long daemon; /* of the job that waits */
	bool started, other_done, daemon_outlived_other;
	int done;
};

static void on_started(enum job_stream stream, const char *bytes, size_t len, void *data)
{
	struct two *two = data;

	(void)stream, (void)len;
	two->daemon = strtol(bytes, NULL, 10);
	two->started = true;
}

static void on_other_done(const struct job_result *result, void *data)
{
	struct two *two = data;

	(void)result;
	two->other_done = true;
}

static void on_waiting_done(const struct job_result *result, void *data)
{
	struct two *two = data;

	(void)result;
	two->done++;
}

static bool has_started(void *data)
{
	return ((struct two *)data)->started;
}

static bool other_is_done(void *data)
{
	return ((struct two *)data)->other_done;
}

/* What another job left behind is still its own, while that runs. */
static void a_job_leaves_the_daemons_of_the_others(void **state)
{
	static const char script[] = DAEMON("echo $$ >\"$pipe\"") "; exec sleep 1000";
	const char *waits[] = {"sh", "-c", script, NULL}, *ends[] = {"true", NULL};
	struct two two = {0};
	struct job_options waiting = {.argv = waits,
				      .confined = JOB_PROGRAM,
				      .output = on_started,
				      .done = on_waiting_done,
				      .data = &two};
	struct job_options other = {
		.argv = ends, .confined = JOB_PROGRAM, .done = on_other_done, .data = &two};
	uv_loop_t loop;

	(void)state;
	uv_loop_init(&loop);
	two.waiting = job_start(&loop, &waiting, NULL);
	assert_non_null(two.waiting);
	assert_true(loop_until(&loop, has_started, &two));
	assert_true(two.daemon > 1);
	assert_non_null(job_start(&loop, &other, NULL));
	assert_true(loop_until(&loop, other_is_done, &two));
	assert_false(process_is_gone((pid_t)two.daemon));
	job_cancel(two.waiting);
	assert_true(loop_finish(&loop));
	assert_int_equal(two.done, 1);
	uv_loop_close(&loop);
	assert_true(wait_until(is_gone, &two.daemon));
}

struct crowd {
	int outcome;
};

static void on_crowd(const struct job_result *result, void *data)
{
	((struct crowd *)data)->outcome = (int)result->outcome;
}

/* Each process is in a session of its own, and so in a group of its own. */
static void all_descendants_are_counted(void **state)
{
	static const char script[] =
		"i=0; while [ $i -lt 300 ]; do setsid sleep 1000 & i=$((i + 1)); "
		"done; exec sleep 1000";
	const char *argv[] = {"sh", "-c", script, NULL};
	struct crowd crowd = {-1};
	struct job_options options = {.argv = argv,
				      .deadline_ms = 10 * DEADLINE_MS,
				      .confined = JOB_PROGRAM,
				      .done = on_crowd,
				      .data = &crowd};
	uv_loop_t loop;

	(void)state;
	uv_loop_init(&loop);
	assert_non_null(job_start(&loop, &options, NULL));
	assert_true(loop_finish(&loop));
	uv_loop_close(&loop);
	assert_int_equal(crowd.outcome, JOB_CROWDED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_daemon_of_a_confined_job_is_ended),
		cmocka_unit_test(so_is_one_that_hides),
		cmocka_unit_test(so_are_its_children_in_sessions_of_their_own),
		cmocka_unit_test(other_jobs_keep_their_daemons),
		cmocka_unit_test(a_job_leaves_the_daemons_of_the_others),
		cmocka_unit_test(all_descendants_are_counted),
	};

	return run_group(tests);
}
