#include "rustgym/base/file.h"
#include "rustgym/event/job.h"
#include "rustgym/event/program.h"
#include "support.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a job told, copied, so that it can be looked at after the loop. */
struct record {
	uv_loop_t loop;
	struct job *job; /* NULL once it has ended */
	int done;        /* how often that was said */
	struct job_result result;
	struct buffer out, err; /* the result's */
	struct buffer seen[2];  /* what arrived, by stream */
	size_t seen_after_done;
	const char *awaited; /* loop_until: this in seen[0] */
	size_t awaited_bytes;
};

static int setup(void **state)
{
	struct record *record = memory_new(sizeof(*record));

	buffer_init(&record->out);
	buffer_init(&record->err);
	buffer_init(&record->seen[0]);
	buffer_init(&record->seen[1]);
	*state = record;
	return uv_loop_init(&record->loop);
}

/* A loop that can't be closed has handles that somebody forgot. */
static int teardown(void **state)
{
	struct record *record = *state;
	int status = uv_loop_close(&record->loop);

	buffer_clear(&record->out);
	buffer_clear(&record->err);
	buffer_clear(&record->seen[0]);
	buffer_clear(&record->seen[1]);
	free(record);
	return status;
}

static void on_output(enum job_stream stream, const char *bytes, size_t len, void *data)
{
	struct record *record = data;

	if (record->done)
		record->seen_after_done += len;
	buffer_add(&record->seen[stream], bytes, len);
}

static void on_done(const struct job_result *result, void *data)
{
	struct record *record = data;

	record->done++;
	record->job = NULL;
	record->result = *result;
	buffer_add(&record->out, result->out->data, result->out->len);
	buffer_add(&record->err, result->err->data, result->err->len);
}

static struct job_options shell(struct record *record, const char **argv, const char *script)
{
	argv[0] = "sh";
	argv[1] = "-c";
	argv[2] = script;
	argv[3] = NULL;
	return (struct job_options){
		.argv = argv, .output = on_output, .done = on_done, .data = record};
}

static void start(struct record *record, const struct job_options *options)
{
	struct error err = ERROR_INIT;

	record->job = job_start(&record->loop, options, &err);
	if (!record->job)
		fail_msg("%s", err.message);
	assert_int_equal(record->done, 0);
}

static void finish(struct record *record)
{
	assert_true(loop_finish(&record->loop));
	assert_int_equal(record->done, 1);
	assert_int_equal(record->seen_after_done, 0);
}

/* Runs a script to its end with these options (argv, output, done and data are set here). */
static void run(struct record *record, const char *script, struct job_options options)
{
	const char *argv[4];
	struct job_options all = shell(record, argv, script);

	options.argv = all.argv;
	options.output = on_output;
	options.done = on_done;
	options.data = record;
	start(record, &options);
	finish(record);
}

#define RUN(record, script, ...) run(record, script, (struct job_options){__VA_ARGS__})

static bool awaited_is_seen(void *data)
{
	struct record *record = data;

	if (record->done)
		return true;
	if (record->awaited_bytes)
		return record->seen[0].len >= record->awaited_bytes;
	return strstr(record->seen[0].data, record->awaited) != NULL;
}

static void await_output(struct record *record, const char *text)
{
	record->awaited = text;
	assert_true(loop_until(&record->loop, awaited_is_seen, record));
	assert_int_equal(record->done, 0);
}

static bool pid_is_gone(void *data)
{
	return process_is_gone(*(pid_t *)data);
}

static void assert_goes(pid_t pid)
{
	assert_true(pid > 1);
	if (!wait_until(pid_is_gone, &pid)) {
		kill(pid, SIGKILL);
		fail_msg("the process %ld lives on", (long)pid);
	}
}

/* ---- the end -------------------------------------------------------------------------------- */

static void tells_the_exit_status(void **state)
{
	struct record *record = *state;

	RUN(record, "exit 7", .deadline_ms = DEADLINE_MS);
	assert_int_equal(record->result.outcome, JOB_EXITED);
	assert_int_equal(record->result.status, 7);
	assert_int_equal(record->result.signal, 0);
	assert_false(record->result.truncated);
	assert_string_equal(record->out.data, "");
	assert_string_equal(record->err.data, "");
}

static void tells_the_signal(void **state)
{
	struct record *record = *state;

	RUN(record, "kill -KILL $$", .deadline_ms = DEADLINE_MS);
	assert_int_equal(record->result.outcome, JOB_SIGNALED);
	assert_int_equal(record->result.signal, SIGKILL);
}

static void tells_how_long_it_took(void **state)
{
	struct record *record = *state;
	uint64_t before = uv_hrtime(), passed;

	RUN(record, ":", .keep = 0);
	passed = (uv_hrtime() - before) / 1000000;
	assert_true(record->result.ms <= passed);
}

static void a_deadline_that_is_not_reached_changes_nothing(void **state)
{
	struct record *record = *state;

	RUN(record, "echo in time", .deadline_ms = DEADLINE_MS);
	assert_int_equal(record->result.outcome, JOB_EXITED);
	assert_string_equal(record->out.data, "in time\n");
}

static void may_go_unheard(void **state)
{
	struct record *record = *state;
	const char *argv[4];
	struct job_options options = shell(record, argv, "echo unheard");

	options.output = NULL;
	options.done = NULL;
	start(record, &options);
	assert_true(loop_finish(&record->loop));
	assert_int_equal(record->done, 0);
}

/* Somebody else has waited for the child: that is no exit status 0. */
static void an_end_that_nobody_knows_is_no_success(void **state)
{
	struct record *record = *state;
	const char *argv[4];
	struct job_options options = shell(record, argv, "exit 0");

	start(record, &options);
	assert_true(waitpid(-1, NULL, 0) > 0);
	finish(record);
	assert_int_not_equal(record->result.status, 0);
}

static void done_may_start_the_next(const struct job_result *result, void *data)
{
	struct record *record = data;
	const char *argv[4];
	struct job_options options = shell(record, argv, "echo second");

	buffer_add(&record->out, result->out->data, result->out->len);
	record->job = job_start(&record->loop, &options, NULL);
}

static void one_job_leads_to_the_next(void **state)
{
	struct record *record = *state;
	const char *argv[4];
	struct job_options options = shell(record, argv, "echo first");

	options.done = done_may_start_the_next;
	start(record, &options);
	finish(record);
	assert_string_equal(record->out.data, "first\nsecond\n");
}

/* ---- what it is given ----------------------------------------------------------------------- */

static void standard_input_is_empty(void **state)
{
	struct record *record = *state;

	RUN(record, "cat; echo \"end $?\"", .deadline_ms = DEADLINE_MS);
	assert_int_equal(record->result.outcome, JOB_EXITED);
	assert_string_equal(record->out.data, "end 0\n");
}

static void the_environment_is_put_over_ours(void **state)
{
	struct record *record = *state;
	struct strings env = STRINGS_INIT;

	setenv("RUSTGYM_UNIT_A", "ours", 1);
	setenv("RUSTGYM_UNIT_B", "ours", 1);
	setenv("RUSTGYM_UNIT_AB", "ours", 1);
	strings_add(&env, "RUSTGYM_UNIT_A=theirs=x");
	strings_add(&env, "RUSTGYM_UNIT_C=");
	RUN(record, "env | grep RUSTGYM_UNIT | sort", .env = &env);
	assert_string_equal(record->out.data, "RUSTGYM_UNIT_A=theirs=x\nRUSTGYM_UNIT_AB=ours\n"
					      "RUSTGYM_UNIT_B=ours\nRUSTGYM_UNIT_C=\n");
	strings_clear(&env);
	unsetenv("RUSTGYM_UNIT_A");
	unsetenv("RUSTGYM_UNIT_B");
	unsetenv("RUSTGYM_UNIT_AB");
}

static void runs_where_it_is_told(void **state)
{
	struct record *record = *state;
	struct sandbox *box = sandbox_new();

	RUN(record, "pwd -P", .cwd = box->root);
	assert_string_equal(record->out.data, arena_format(&box->arena, "%s\n", box->root));
	sandbox_free(box);
}

/* No shell has a hand in it: arguments arrive as they are. */
static void arguments_arrive_as_they_are(void **state)
{
	const char *const argv[] = {"printf", "[%s]", "a b", "", "$HOME `id` \"'", "*", "--", NULL};
	struct record *record = *state;
	struct job_options options = {
		.argv = argv, .output = on_output, .done = on_done, .data = record};

	start(record, &options);
	finish(record);
	assert_string_equal(record->out.data, "[a b][][$HOME `id` \"'][*][--]");
}

/* Only the three standard descriptors go on to the child. */
static void inherits_no_descriptors(void **state)
{
	struct record *record = *state;
	int fd = open("/dev/null", O_RDONLY | O_CLOEXEC), left_open = open("/dev/null", O_RDONLY);
	int high = fcntl(left_open, F_DUPFD, 251); /* as from the program that started us */

	assert_true(high >= 251);
	RUN(record, "ls /proc/self/fd 2>/dev/null || ls /dev/fd", .keep = 0);
	close(fd);
	close(left_open);
	close(high);
	assert_contains(record->out.data, "0\n1\n2\n3\n"); /* 3: the folder that ls reads */
	assert_int_equal(record->out.len, strlen("0\n1\n2\n3\n"));
}

#ifdef __linux__
static void starts_with_no_signal_ignored_or_blocked(void **state)
{
	const char *const argv[] = {"grep", "-E", "^Sig(Blk|Ign|Cgt):", "/proc/self/status", NULL};
	struct record *record = *state;
	struct job_options options = {
		.argv = argv, .output = on_output, .done = on_done, .data = record};
	sigset_t some, before;

	signal(SIGUSR1, SIG_IGN);
	sigemptyset(&some);
	sigaddset(&some, SIGUSR2);
	sigprocmask(SIG_BLOCK, &some, &before);
	start(record, &options);
	finish(record);
	sigprocmask(SIG_SETMASK, &before, NULL);
	signal(SIGUSR1, SIG_DFL);
	assert_contains(record->out.data, "SigBlk:\t0000000000000000\n");
	assert_contains(record->out.data, "SigIgn:\t0000000000000000\n");
}

/* What the child sets for itself, with our memory, is its own. */
static void our_signals_are_as_before(void **state)
{
	struct record *record = *state;
	struct sigaction now;
	sigset_t blocked;

	signal(SIGUSR1, SIG_IGN);
	RUN(record, "exit 3", .keep = 0);
	sigaction(SIGUSR1, NULL, &now);
	signal(SIGUSR1, SIG_DFL);
	sigprocmask(SIG_SETMASK, NULL, &blocked);
	assert_ptr_equal(now.sa_handler, SIG_IGN);
	assert_false(sigismember(&blocked, SIGUSR1));
	assert_false(sigismember(&blocked, SIGTERM));
}

static void leads_a_group_of_its_own(void **state)
{
	struct record *record = *state;
	char ours[32];

	snprintf(ours, sizeof(ours), "%ld\n", (long)getpgrp());
	RUN(record,
	    "read -r pid name state parent group rest </proc/$$/stat && echo $group && echo $$",
	    .keep = 0);
	assert_true(record->out.len > 2);
	assert_string_not_equal(record->out.data, ours);
	{
		const char *second = strchr(record->out.data, '\n') + 1;
		size_t len = (size_t)(second - record->out.data);
		assert_int_equal(record->out.len, 2 * len); /* its own number, twice */
		assert_memory_equal(record->out.data, second, len);
	}
}
#endif

/* ---- output --------------------------------------------------------------------------------- */

static void keeps_the_streams_apart(void **state)
{
	struct record *record = *state;

	RUN(record, "echo a; echo b >&2; echo c; printf 'no end' >&2", .keep = 0);
	assert_string_equal(record->out.data, "a\nc\n");
	assert_string_equal(record->err.data, "b\nno end");
	assert_string_equal(record->seen[JOB_STDOUT].data, "a\nc\n");
	assert_string_equal(record->seen[JOB_STDERR].data, "b\nno end");
}

static void merged_streams_keep_their_order(void **state)
{
	struct record *record = *state;

	RUN(record, "i=0; while [ $i -lt 50 ]; do echo o$i; echo e$i >&2; i=$((i+1)); done",
	    .merge = true);
	assert_string_equal(record->err.data, "");
	{
		struct buffer expected = BUFFER_INIT;
		for (int i = 0; i < 50; i++)
			buffer_addf(&expected, "o%d\ne%d\n", i, i);
		assert_string_equal(record->out.data, expected.data);
		buffer_clear(&expected);
	}
}

static void bytes_arrive_as_they_are(void **state)
{
	struct record *record = *state;

	RUN(record, "printf 'a\\000b\\377\\r\\n'", .keep = 0);
	assert_int_equal(record->out.len, 6);
	assert_memory_equal(record->out.data, "a\0b\xff\r\n", 6);
}

static void output_just_before_the_end_is_not_lost(void **state)
{
	struct record *record = *state;

	RUN(record, "head -c 300000 /dev/zero | tr '\\0' x; printf end", .keep = 0);
	assert_int_equal(record->out.len, 300003);
	assert_string_equal(record->out.data + 300000, "end");
	assert_false(record->result.truncated);
}

/* The middle goes, and a line there says how much. */
static void the_cap_keeps_head_and_tail(void **state)
{
	struct record *record = *state;
	const char *line;
	long dropped;

	RUN(record, "seq 1 100000; seq 1 10 >&2", .keep = 1000);
	assert_true(record->result.truncated);
	assert_memory_equal(record->out.data, "1\n2\n3\n4\n", 8);
	assert_string_equal(record->out.data + record->out.len - 13, "99999\n100000\n");
	line = strstr(record->out.data, "\n[... ");
	assert_non_null(line);
	dropped = strtol(line + 6, NULL, 10);
	assert_int_equal(dropped, 588895 - 1000);
	assert_int_equal(line - record->out.data, 500);
	line = strchr(line + 1, '\n') + 1;
	assert_int_equal(strlen(line), 500);
	assert_string_equal(record->err.data,
			    "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n"); /* has its own cap */
	assert_int_equal(record->seen[JOB_STDOUT].len, 588895);
}

static void output_as_long_as_the_cap_is_whole(void **state)
{
	struct record *record = *state;

	RUN(record, "printf 0123456789", .keep = 10);
	assert_string_equal(record->out.data, "0123456789");
	assert_false(record->result.truncated);
}

static void a_flood_is_held_back_and_can_be_stopped(void **state)
{
	struct record *record = *state;
	const char *const argv[] = {"yes", "a line that comes again and again", NULL};
	struct job_options options = {
		.argv = argv, .keep = 100000, .output = on_output, .done = on_done, .data = record};

	start(record, &options);
	record->awaited_bytes = 8 * 1024 * 1024;
	assert_true(loop_until(&record->loop, awaited_is_seen, record));
	job_cancel(record->job);
	finish(record);
	assert_int_equal(record->result.outcome, JOB_CANCELLED);
	assert_true(record->result.truncated);
	assert_in_range(record->out.len, 100000, 100100);
}

static void a_flood_does_not_outrun_the_deadline(void **state)
{
	struct record *record = *state;
	const char *const argv[] = {"yes", NULL};
	struct job_options options = {
		.argv = argv, .keep = 1000, .deadline_ms = 100, .done = on_done, .data = record};

	start(record, &options);
	finish(record);
	assert_int_equal(record->result.outcome, JOB_DEADLINE);
	assert_true(record->result.truncated);
}

static void a_reader_that_closed_early_is_no_hang(void **state)
{
	struct record *record = *state;

	RUN(record, "exec >&- 2>&-; exit 3", .deadline_ms = DEADLINE_MS);
	assert_int_equal(record->result.outcome, JOB_EXITED);
	assert_int_equal(record->result.status, 3);
}

/* ---- ending it ------------------------------------------------------------------------------ */

static void the_deadline_ends_the_whole_group(void **state)
{
	struct record *record = *state;
	pid_t child;

	RUN(record, "sleep 1000 & echo $!; wait", .deadline_ms = 300);
	assert_int_equal(record->result.outcome, JOB_DEADLINE);
	child = (pid_t)atol(record->out.data);
	assert_goes(child);
}

static void cancelling_ends_the_whole_group(void **state)
{
	struct record *record = *state;
	const char *argv[4];
	struct job_options options = shell(record, argv, "sleep 1000 & echo $!; wait");

	start(record, &options);
	await_output(record, "\n");
	job_cancel(record->job);
	job_cancel(record->job);
	finish(record);
	assert_int_equal(record->result.outcome, JOB_CANCELLED);
	assert_goes((pid_t)atol(record->out.data));
}

static void who_ignores_the_first_signal_gets_another(void **state)
{
	struct record *record = *state;
	const char *argv[4];
	struct job_options options = shell(
		record, argv, "trap '' TERM; sleep 1000 & echo $!; while :; do sleep 1000; done");

	start(record, &options);
	await_output(record, "\n");
	job_cancel(record->job);
	finish(record);
	assert_int_equal(record->result.outcome, JOB_CANCELLED);
	assert_int_equal(record->result.signal, SIGKILL);
	assert_goes((pid_t)atol(record->out.data));
}

static void who_cleans_up_at_the_first_signal_may(void **state)
{
	struct record *record = *state;
	const char *argv[4];
	struct job_options options = shell(
		record, argv,
		"trap 'echo cleaned; exit 9' TERM; echo ready; while :; do sleep 0.01; done");

	start(record, &options);
	await_output(record, "ready\n");
	job_cancel(record->job);
	finish(record);
	assert_int_equal(record->result.outcome, JOB_CANCELLED);
	assert_string_equal(record->out.data, "ready\ncleaned\n");
}

static void a_cancelled_job_says_nothing_more(void **state)
{
	struct record *record = *state;
	const char *argv[4];
	struct job_options options = shell(
		record, argv, "trap 'echo more' TERM; echo first; while :; do sleep 0.01; done");
	size_t seen;

	start(record, &options);
	await_output(record, "first\n");
	job_cancel(record->job);
	seen = record->seen[0].len;
	finish(record);
	assert_int_equal(record->seen[0].len, seen);
}

static void cancelled_at_once_it_ends_at_once(void **state)
{
	struct record *record = *state;
	const char *argv[4];
	struct job_options options = shell(record, argv, "sleep 1000");

	start(record, &options);
	job_cancel(record->job);
	assert_int_equal(record->done, 0); /* from the loop, never from within */
	finish(record);
	assert_int_equal(record->result.outcome, JOB_CANCELLED);
}

static void what_it_leaves_behind_is_ended(void **state)
{
	struct record *record = *state;

	RUN(record, "sleep 1000 & echo $!", .deadline_ms = DEADLINE_MS);
	assert_int_equal(record->result.outcome, JOB_EXITED);
	assert_goes((pid_t)atol(record->out.data));
}

/* One that left the group lives on (it can't be known), but nobody waits for its output. */
static void who_escaped_is_not_waited_for(void **state)
{
	struct record *record = *state;
	pid_t escaped;

	RUN(record, "setsid sleep 1000 & echo $!; exit 4", .deadline_ms = DEADLINE_MS);
	escaped = (pid_t)atol(record->out.data);
	if (escaped > 1)
		kill(escaped, SIGKILL);
	assert_int_equal(record->result.outcome, JOB_EXITED);
	assert_int_equal(record->result.status, 4);
}

static int open_descriptors(void)
{
	DIR *dir = opendir("/proc/self/fd");
	int count = 0;

	while (dir && readdir(dir))
		count++;
	if (dir)
		closedir(dir);
	return count;
}

static void many_jobs_leave_nothing_open(void **state)
{
	enum { JOBS = 20 };
	struct record *record = *state;
	int before;

	RUN(record, ":", .keep = 0);
	before = open_descriptors();
	for (int i = 0; i < JOBS; i++) {
		record->done = 0;
		RUN(record, "echo x; echo y >&2", .merge = i % 2);
	}
	assert_int_equal(open_descriptors(), before);
}

static void many_jobs_at_once_stay_apart(void **state)
{
	enum { JOBS = 10 };
	struct record records[JOBS] = {0}, *first = *state;

	for (int i = 0; i < JOBS; i++) {
		const char *argv[4];
		char script[64];
		struct job_options options;

		buffer_init(&records[i].out);
		buffer_init(&records[i].err);
		snprintf(script, sizeof(script), "echo %d; echo e%d >&2; exit %d", i, i, i);
		options = shell(&records[i], argv, script);
		options.output = NULL;
		assert_non_null(job_start(&first->loop, &options, NULL));
	}
	assert_true(loop_finish(&first->loop));
	for (int i = 0; i < JOBS; i++) {
		assert_int_equal(records[i].done, 1);
		assert_int_equal(records[i].result.status, i);
		assert_int_equal(atoi(records[i].out.data), i);
		assert_int_equal(atoi(records[i].err.data + 1), i);
		buffer_clear(&records[i].out);
		buffer_clear(&records[i].err);
	}
}

/* ---- what can't be started ------------------------------------------------------------------ */

static void refuse(struct record *record, const struct job_options *options, const char *words)
{
	struct error err = ERROR_INIT;
	int before = open_descriptors();

	assert_null(job_start(&record->loop, options, &err));
	assert_int_equal(err.code, ERROR_ENVIRONMENT);
	assert_contains(err.message, words);
	assert_true(loop_finish(&record->loop));
	assert_int_equal(record->done, 0);
	assert_int_equal(open_descriptors(), before);
}

static void a_missing_program_is_an_error(void **state)
{
	struct record *record = *state;
	const char *argv[] = {"rustgym-no-such-program", NULL};
	struct job_options options = {.argv = argv, .done = on_done, .data = record};

	refuse(record, &options, "rustgym-no-such-program can't be found");
	argv[0] = "/no/such/program";
	refuse(record, &options, "/no/such/program can't be found");
	argv[0] = "/etc/passwd"; /* there, but no program */
	refuse(record, &options, "/etc/passwd may not be executed");
	argv[0] = "/";
	refuse(record, &options, "/ may not be executed");
}

static void what_is_no_program_is_an_error(void **state)
{
	struct record *record = *state;
	struct sandbox *box = sandbox_new();
	const char *argv[] = {sandbox_path(box, "tool"), NULL};
	struct job_options options = {.argv = argv, .done = on_done, .data = record};

	RUN(record, ":", .keep = 0); /* opens what libuv keeps open */
	record->done = 0;
	sandbox_write(box, "tool", "");
	chmod(argv[0], 0755);
	refuse(record, &options, "tool can't be started: Exec format error");
	sandbox_write(box, "tool", "#!/no/such/interpreter\n");
	refuse(record, &options, "tool can't be started: No such file or directory");
	sandbox_free(box);
}

static void a_missing_folder_is_an_error(void **state)
{
	struct record *record = *state;
	const char *argv[4];
	struct job_options options = shell(record, argv, ":");

	uv_run(&record->loop, UV_RUN_NOWAIT); /* opens what libuv keeps open */
	RUN(record, ":", .keep = 0);
	record->done = 0;
	options.cwd = "/no/such/folder";
	refuse(record, &options, "can't be started");
}

/* ---- between fork and exec ------------------------------------------------------------------ */

static void the_learners_program_is_confined(void **state)
{
	struct record *record = *state;

	RUN(record, "ulimit -c; ulimit -f", .confined = JOB_PROGRAM);
	assert_string_equal(record->out.data, "0\n1048576\n"); /* blocks of 512: 512 MiB */
	record->done = 0;
	buffer_reset(&record->out);
	RUN(record, "ulimit -c; ulimit -f; ulimit -d", .confined = JOB_COMPILER);
	assert_string_equal(record->out.data, "0\n4194304\n4194304\n"); /* 2 GiB; KiB: 4 GiB */
	record->done = 0;
	buffer_reset(&record->out);
	RUN(record, "ulimit -f", .confined = JOB_FREE);
	assert_string_equal(record->out.data, "unlimited\n");
}

static void work_in_the_background_steps_back(void **state)
{
	struct record *record = *state;

	RUN(record, "nice", .background = true);
	assert_true(atoi(record->out.data) >= 15);
}

#ifdef __linux__
/* A process that starts a job, tells of it, and dies without a word. */
static void start_and_die(int out)
{
	struct record record = {0};
	const char *argv[4];
	struct job_options options = shell(&record, argv, "echo $$; exec sleep 1000");

	for (size_t i = 0; i < 2; i++)
		buffer_init(&record.seen[i]);
	uv_loop_init(&record.loop);
	record.awaited = "\n";
	if (job_start(&record.loop, &options, NULL) &&
	    loop_until(&record.loop, awaited_is_seen, &record) &&
	    write(out, record.seen[0].data, record.seen[0].len) > 0)
		raise(SIGKILL);
	_exit(1);
}

static void a_child_does_not_outlive_us(void **state)
{
	char told[64] = "";
	int ends[2], status = 0;
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0)
		start_and_die(ends[1]);
	close(ends[1]);
	assert_true(read(ends[0], told, sizeof(told) - 1) > 0);
	close(ends[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_goes((pid_t)atol(told));
}
#endif

/* ---- capture -------------------------------------------------------------------------------- */

static void captures_the_output(void **state)
{
	const char *const argv[] = {"sh", "-c", "echo out; echo err >&2", NULL};
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	(void)state;
	buffer_add_string(&out, "before ");
	assert_int_equal(job_capture(argv, "/", NULL, &out, &err), 0);
	assert_string_equal(out.data, "before out\n");
	buffer_clear(&out);
}

static void a_capture_that_fails_has_the_first_line(void **state)
{
	const char *const argv[] = {"sh", "-c", "echo first >&2; echo second >&2; exit 3", NULL};
	const char *const killed[] = {"sh", "-c", "kill -KILL $$", NULL};
	const char *const missing[] = {"rustgym-no-such-program", NULL};
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(job_capture(argv, NULL, NULL, &out, &err), ERROR_ENVIRONMENT);
	assert_string_equal(err.message, "sh failed: first");
	assert_int_equal(job_capture(killed, NULL, NULL, &out, &err), ERROR_ENVIRONMENT);
	assert_contains(err.message, "sh failed");
	assert_int_equal(job_capture(missing, NULL, NULL, &out, &err), ERROR_ENVIRONMENT);
	assert_contains(err.message, "rustgym-no-such-program can't be found");
	assert_int_equal(job_capture(argv, "/no/such/folder", NULL, &out, NULL), ERROR_ENVIRONMENT);
	buffer_clear(&out);
}

static void programs_are_found_in_path(void **state)
{
	struct sandbox *box = sandbox_new();
	char *before = memory_copy_string(getenv("PATH")), *found;

	(void)state;
	sandbox_write(box, "a/tool", "no program\n");
	sandbox_write(box, "b/tool/x", "a folder\n");
	sandbox_write(box, "c/tool", "#!/bin/sh\n");
	chmod(sandbox_path(box, "c/tool"), 0755);
	setenv("PATH",
	       arena_format(&box->arena, "%s:%s:%s", sandbox_path(box, "a"), sandbox_path(box, "b"),
			    sandbox_path(box, "c")),
	       1);
	found = program_find("tool");
	assert_string_equal(found, sandbox_path(box, "c/tool"));
	free(found);
	assert_null(program_find("absent"));
	found = program_find(sandbox_path(box, "c/tool"));
	assert_string_equal(found, sandbox_path(box, "c/tool"));
	free(found);
	setenv("PATH", "", 1);
	assert_null(program_find("tool"));
	unsetenv("PATH");
	assert_null(program_find("tool"));
	setenv("PATH", before, 1);
	free(before);
	sandbox_free(box);
}

/* ---- rustgym is stopped --------------------------------------------------------------------- */

enum { SHORT_MS = 80 };

static void note_outcome(const struct job_result *result, void *data)
{
	*(enum job_outcome *)data = result->outcome;
}

/* Starts a job with a short deadline and stops itself (Ctrl-Z); its exit status is the job's outcome. */
static void be_stopped(const char *gate)
{
	enum job_outcome outcome = JOB_CANCELLED;
	const char *argv[] = {"sh", "-c", "while [ ! -e \"$1\" ]; do :; done; exit 7",
			      "sh", gate, NULL};
	struct job_options options = {
		.argv = argv, .deadline_ms = SHORT_MS, .done = note_outcome, .data = &outcome};
	uv_loop_t loop;

	if (uv_loop_init(&loop) || !job_start(&loop, &options, NULL))
		_exit(100);
	raise(SIGSTOP);
	uv_run(&loop, UV_RUN_DEFAULT);
	_exit((int)outcome);
}

static bool deadline_has_passed(void *data)
{
	return uv_hrtime() > *(uint64_t *)data;
}

static void what_ended_while_we_were_stopped_was_in_time(void **state)
{
	char gate[] = "/tmp/rustgym-gate-XXXXXX";
	uint64_t end;
	int status;
	pid_t pid;

	(void)state;
	assert_non_null(mkdtemp(gate));
	rmdir(gate);
	pid = fork();
	if (pid == 0)
		be_stopped(gate);
	assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
	assert_true(WIFSTOPPED(status));
	assert_int_equal(file_write(gate, "", 0, NULL), 0);
	end = uv_hrtime() + (uint64_t)SHORT_MS * 10 * 1000000;
	assert_true(
		wait_until(deadline_has_passed, &end)); /* it is over in 80 ms, if time counts */
	assert_int_equal(kill(pid, SIGCONT), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), JOB_EXITED);
	unlink(gate);
}

/* ---- held ----------------------------------------------------------------------------------- */

#ifdef __linux__

/* A program that is held in front of FILE, its last argument, and prints what it reads there. */
struct held {
	char path[64];
	const char *argv[6];
	struct job_options options;
};

static void start_held(struct record *record, struct held *held, const char *script)
{
	int file;

	snprintf(held->path, sizeof(held->path), "/tmp/rustgym-held-XXXXXX");
	file = mkstemp(held->path);
	assert_true(file >= 0);
	close(file);
	held->options = shell(record, held->argv, script);
	held->argv[3] = "sh";
	held->argv[4] = held->path;
	held->argv[5] = NULL;
	held->options.hold = held->path;
	start(record, &held->options);
}

static bool is_held(void *data)
{
	struct record *record = data;

	return record->job && job_is_held(record->job);
}

static void await_held(struct record *record)
{
	assert_true(loop_until(&record->loop, is_held, record));
}

static void write_held(const struct held *held, const char *text)
{
	assert_int_equal(file_write(held->path, text, strlen(text), NULL), 0);
}

static const char reads_file[] = "read text <\"$1\"; echo \"$text\"";

static void what_is_held_reads_what_was_written_meanwhile(void **state)
{
	struct record *record = *state;
	struct held held;

	if (!compilers_can_wait())
		return;
	start_held(record, &held, reads_file);
	await_held(record);
	write_held(&held, "new\n");
	assert_true(job_release(record->job, &held.options));
	assert_false(job_is_held(record->job));
	finish(record);
	unlink(held.path);
	assert_string_equal(record->out.data, "new\n");
	assert_int_equal(record->result.outcome, JOB_EXITED);
	assert_int_equal(record->result.status, 0);
}

static void what_does_not_come_to_its_file_is_not_held(void **state)
{
	struct record *record = *state;
	struct held held;

	if (!compilers_can_wait())
		return;
	start_held(record, &held, "echo on its way; while :; do :; done");
	await_output(record, "on its way");
	assert_false(job_is_held(record->job));
	assert_false(job_release(record->job, &held.options));
	job_cancel(record->job);
	finish(record);
	unlink(held.path);
}

static void what_is_held_can_be_cancelled(void **state)
{
	struct record *record = *state;
	struct held held;

	if (!compilers_can_wait())
		return;
	start_held(record, &held, reads_file);
	await_held(record);
	job_cancel(record->job);
	assert_false(job_is_held(record->job));
	assert_false(job_release(record->job, &held.options));
	finish(record);
	unlink(held.path);
	assert_int_equal(record->result.outcome, JOB_CANCELLED);
	assert_string_equal(record->out.data, "");
}

static void the_deadline_begins_with_the_release(void **state)
{
	struct record *record = *state;
	struct held held;

	if (!compilers_can_wait())
		return;
	start_held(record, &held, "read text <\"$1\"; while :; do :; done");
	await_held(record);
	held.options.deadline_ms = 100;
	assert_true(job_release(record->job, &held.options));
	finish(record);
	unlink(held.path);
	assert_int_equal(record->result.outcome, JOB_DEADLINE);
}

#endif

#define job_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		job_test(an_end_that_nobody_knows_is_no_success),
		job_test(tells_the_exit_status),
		job_test(tells_the_signal),
		job_test(tells_how_long_it_took),
		job_test(a_deadline_that_is_not_reached_changes_nothing),
		job_test(may_go_unheard),
		job_test(one_job_leads_to_the_next),
		job_test(standard_input_is_empty),
		job_test(the_environment_is_put_over_ours),
		job_test(runs_where_it_is_told),
		job_test(arguments_arrive_as_they_are),
		job_test(inherits_no_descriptors),
#ifdef __linux__
		job_test(leads_a_group_of_its_own),
		job_test(starts_with_no_signal_ignored_or_blocked),
		job_test(our_signals_are_as_before),
#endif
		job_test(keeps_the_streams_apart),
		job_test(merged_streams_keep_their_order),
		job_test(bytes_arrive_as_they_are),
		job_test(output_just_before_the_end_is_not_lost),
		job_test(the_cap_keeps_head_and_tail),
		job_test(output_as_long_as_the_cap_is_whole),
		job_test(a_flood_is_held_back_and_can_be_stopped),
		job_test(a_flood_does_not_outrun_the_deadline),
		job_test(a_reader_that_closed_early_is_no_hang),
		job_test(the_deadline_ends_the_whole_group),
		job_test(what_ended_while_we_were_stopped_was_in_time),
		job_test(cancelling_ends_the_whole_group),
		job_test(who_ignores_the_first_signal_gets_another),
		job_test(who_cleans_up_at_the_first_signal_may),
		job_test(a_cancelled_job_says_nothing_more),
		job_test(cancelled_at_once_it_ends_at_once),
		job_test(what_it_leaves_behind_is_ended),
		job_test(who_escaped_is_not_waited_for),
		job_test(many_jobs_leave_nothing_open),
		job_test(many_jobs_at_once_stay_apart),
		job_test(a_missing_program_is_an_error),
		job_test(what_is_no_program_is_an_error),
		job_test(a_missing_folder_is_an_error),
		job_test(the_learners_program_is_confined),
		job_test(work_in_the_background_steps_back),
#ifdef __linux__
#ifdef __linux__
		job_test(what_is_held_reads_what_was_written_meanwhile),
		job_test(what_does_not_come_to_its_file_is_not_held),
		job_test(what_is_held_can_be_cancelled),
		job_test(the_deadline_begins_with_the_release),
#endif
		cmocka_unit_test(a_child_does_not_outlive_us),
#endif
		cmocka_unit_test(captures_the_output),
		cmocka_unit_test(a_capture_that_fails_has_the_first_line),
		cmocka_unit_test(programs_are_found_in_path),
	};

	return run_group(tests);
}
