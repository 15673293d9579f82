#include "rustgym/event/job.h"
#include "child.h"
#include "deadline.h"
#include "family.h"
#include "kept_output.h"
#include "launch.h"
#include "rustgym/base/memory.h"
#include "rustgym/event/program.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0 /* macOS: it has no held compilers, so that nothing is sent */
#endif

enum {
	GRACE_MS = 200,
	DRAIN_MS = 100,
	PATROL_MS = 50,
	TICK_LEAST_MS = 10,
	KEEP_DEFAULT = 1024 * 1024,
	READ_SIZE = 64 * 1024
};

struct stream {
	uv_pipe_t pipe;
	struct job *job;
	enum job_stream kind;
	struct kept_output kept;
	bool open;
};

struct job {
	struct child child;
	uv_timer_t patrol; /* checks the deadline and the number of processes */
	uv_timer_t timer; /* first the grace time after TERM, later the drain time after the exit */
	struct deadline deadline;
	struct stream streams[2];
	uv_loop_t *loop;
	int handles; /* number of open handles */
	bool spawned, exited, cancelled, timed_out, crowded, merge, closing;
	uint64_t started, ended;
	int status, signal;
	int hold; /* our end of the socket to a held job; else -1 */
	enum job_confinement confined;
	char *mark; /* for a confined job: a variable that all its processes inherit */
	unsigned patrols;
	job_output output;
	job_done done;
	void *data;
	char scratch[READ_SIZE];
};

/* ---- the end -------------------------------------------------------------------------------- */

static struct family family_of(const struct job *job)
{
	return (struct family){.loop = job->loop, .leader = job->child.pid, .mark = job->mark};
}

/*
 * Ends what the job left behind. A look at all processes takes longer than some programs run, so a
 * build leaves it to the program that runs now, which is usually what it built.
 */
static void end_family(const struct job *job)
{
	const struct family family = family_of(job);

	if (job->hold >= 0) /* it waited to its end */
		return;
	if (job->confined == JOB_PROGRAM ||
	    (job->confined == JOB_BUILD && !child_runs_program(job->loop)))
		family_end(&family);
}

static void finish(struct job *job)
{
	struct job_result result = {
		.outcome = job->cancelled   ? JOB_CANCELLED
			   : job->crowded   ? JOB_CROWDED
			   : job->timed_out ? JOB_DEADLINE
			   : job->signal    ? JOB_SIGNALED
					    : JOB_EXITED,
		.status = job->status,
		.signal = job->signal,
		.ms = (job->ended - job->started) / 1000000,
	};

	result.out = kept_output_join(&job->streams[0].kept);
	result.err = kept_output_join(&job->streams[1].kept);
	result.truncated = job->streams[0].kept.dropped || job->streams[1].kept.dropped;
	if (job->done)
		job->done(&result, job->data);
	for (int i = 0; i < 2; i++)
		kept_output_clear(&job->streams[i].kept);
	end_family(job); /* after `done`, so that nobody waits for it */
	if (job->hold >= 0)
		close(job->hold);
	free(job->mark);
	free(job);
}

static void release(struct job *job)
{
	if (--job->handles == 0)
		finish(job);
}

static void handle_closed(uv_handle_t *handle)
{
	release(handle->data);
}

static void pipe_closed(uv_handle_t *handle)
{
	struct stream *stream = handle->data;

	release(stream->job);
}

static void close_stream(struct stream *stream)
{
	if (!stream->open)
		return;
	stream->open = false;
	uv_close((uv_handle_t *)&stream->pipe, pipe_closed);
}

static void close_all(struct job *job)
{
	if (job->closing)
		return;
	job->closing = true;
	for (int i = 0; i < 2; i++)
		close_stream(&job->streams[i]);
	uv_close((uv_handle_t *)&job->timer, handle_closed);
	uv_close((uv_handle_t *)&job->patrol, handle_closed);
	if (job->spawned)
		uv_close((uv_handle_t *)&job->child.handle, handle_closed);
}

static void close_when_over(struct job *job)
{
	if (job->exited && !job->streams[0].open && !job->streams[1].open)
		close_all(job);
}

static void drain_over(uv_timer_t *timer)
{
	close_all(timer->data);
}

/*
 * The loop runs timers before it reads. One more turn lets it read what is there, for example after
 * a stop (Ctrl-Z) during the drain.
 */
static void drain_nearly_over(uv_timer_t *timer)
{
	uv_timer_start(timer, drain_over, 0, 0);
}

static void signal_group(const struct job *job, int signal)
{
	const struct family family = family_of(job);

	family_signal(&family, signal);
}

static void on_child_exit(struct child *child, int status, int signal)
{
	struct job *job = child->handle.data;

	job->exited = true;
	job->ended = uv_hrtime();
	job->status = status;
	job->signal = signal;
	signal_group(job, SIGKILL); /* the processes that it left behind */
	uv_timer_stop(&job->patrol);
	uv_timer_start(&job->timer, drain_nearly_over, DRAIN_MS, 0);
	close_when_over(job);
}

static void grace_over(uv_timer_t *timer)
{
	struct job *job = timer->data;

	signal_group(job, SIGKILL);
}

static void end_group(struct job *job)
{
	if (job->exited || job->closing)
		return;
	signal_group(job, SIGTERM);
	uv_update_time(job->loop); /* time may have passed since the loop's last update */
	uv_timer_start(&job->timer, grace_over, GRACE_MS, 0);
}

static uint64_t now_ms(void)
{
	return uv_hrtime() / 1000000;
}

/*
 * Looks at the processes of a confined job: a limit does not apply to root, and would count the user's
 * other processes. Builds are looked at less often, since each look takes time from them.
 */
static bool look(struct job *job, struct family_usage *usage)
{
	enum { BUILD_PATROLS = 8 };
	const struct family family = family_of(job);

	if (job->confined != JOB_PROGRAM &&
	    (job->confined != JOB_BUILD || ++job->patrols % BUILD_PATROLS != 0))
		return false;
	return family_look(&family, usage);
}

static void patrol(uv_timer_t *timer)
{
	struct job *job = timer->data;
	struct family_usage usage = {0};
	bool is_program = job->confined == JOB_PROGRAM, known = look(job, &usage);

	if (usage.size > (is_program ? JOB_PROCESSES_MAX : JOB_COMPILERS_MAX)) {
		job->crowded = true;
		signal_group(job, SIGKILL);
	}
	/* The child may have ended already, with its callback still waiting in the loop. */
	if (!deadline_look(&job->deadline, now_ms(), known && is_program ? &usage : NULL) ||
	    job->timed_out || child_has_ended(&job->child))
		return;
	job->timed_out = true;
	end_group(job);
}

static void start_patrol(struct job *job, unsigned deadline_ms)
{
	uint64_t tick = deadline_ms ? deadline_ms / 8 : PATROL_MS;

	tick = tick < TICK_LEAST_MS ? TICK_LEAST_MS : tick;
	tick = tick > PATROL_MS ? PATROL_MS : tick;
	deadline_start(&job->deadline, deadline_ms, (uint64_t)JOB_WALL * deadline_ms, tick,
		       now_ms());
	uv_update_time(job->loop); /* time may have passed since the loop's last update */
	if (deadline_ms || job->confined == JOB_PROGRAM)
		uv_timer_start(&job->patrol, patrol, tick, tick);
}

void job_step_back(struct job *job)
{
	if (!job->exited && job->child.pid > 0)
		child_step_back(&job->child);
}

void job_cancel(struct job *job)
{
	if (job->cancelled)
		return;
	job->cancelled = true;
	end_group(job);
}

/* ---- reading -------------------------------------------------------------------------------- */

static void allocate(uv_handle_t *handle, size_t suggested, uv_buf_t *out)
{
	struct stream *stream = handle->data;

	(void)suggested;
	*out = uv_buf_init(stream->job->scratch, READ_SIZE);
}

static void on_read(uv_stream_t *pipe, ssize_t len, const uv_buf_t *bytes)
{
	struct stream *stream = pipe->data;
	struct job *job = stream->job;

	if (len > 0) {
		kept_output_add(&stream->kept, bytes->base, (size_t)len);
		if (job->output && !job->cancelled)
			job->output(stream->kind, bytes->base, (size_t)len, job->data);
	} else if (len < 0) {
		close_stream(stream);
		close_when_over(job);
	}
}

/* ---- holding -------------------------------------------------------------------------------- */

static void open_hold(struct job *job, int *theirs)
{
	int ends[2];

	if (uv_socketpair(SOCK_STREAM, 0, ends, UV_NONBLOCK_PIPE, 0) < 0)
		return;
	job->hold = ends[0];
	*theirs = ends[1];
}

bool job_is_held(const struct job *job)
{
	char byte;

	return job->hold >= 0 && !job->exited && !job->cancelled &&
	       recv(job->hold, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 1;
}

bool job_release(struct job *job, const struct job_options *options)
{
	char byte = 0;

	if (!job_is_held(job) || send(job->hold, &byte, 1, MSG_NOSIGNAL) != 1)
		return false;
	close(job->hold);
	job->hold = -1;
	job->confined = options->confined;
	job->output = options->output;
	job->done = options->done;
	job->data = options->data;
	job->started = uv_hrtime();
	start_patrol(job, options->deadline_ms);
	return true;
}

/* ---- starting ------------------------------------------------------------------------------- */

/*
 * Opens the pipes. Our ends go into the streams, the child's ends into `theirs`, which the caller
 * closes.
 */
static int open_pipes(struct job *job, uv_loop_t *loop, int theirs[2])
{
	int count = job->merge ? 1 : 2;

	for (int i = 0; i < count; i++) {
		struct stream *stream = &job->streams[i];
		uv_file ends[2];
		int status = uv_pipe(ends, UV_NONBLOCK_PIPE, 0);

		if (status < 0)
			return status;
		theirs[i] = ends[1];
		uv_pipe_init(loop, &stream->pipe, 0);
		stream->pipe.data = stream;
		stream->open = true;
		job->handles++;
		status = uv_pipe_open(&stream->pipe, ends[0]);
		if (status < 0) {
			close(ends[0]);
			return status;
		}
	}
	if (job->merge)
		theirs[1] = theirs[0];
	return 0;
}

static int spawn(struct job *job, uv_loop_t *loop, const struct job_options *options,
		 const char *program, const int theirs[2])
{
	static const enum child_limits limits[] = {
		[JOB_FREE] = CHILD_FREE,
		[JOB_PROGRAM] = CHILD_PROGRAM,
		[JOB_COMPILER] = CHILD_COMPILER,
		[JOB_BUILD] = CHILD_COMPILER,
	};
	struct launch launch;
	struct child_options how = {
		.cwd = options->cwd,
		.descriptors = {-1, theirs[0], theirs[1], -1},
		.limits = limits[options->confined],
		.mark = job->mark,
		.background = options->background,
	};
	int status = child_init(loop, &job->child);

	if (status)
		return status;
	job->child.handle.data = job;
	job->spawned = true;
	job->handles++;
	launch_prepare(&launch, &(struct launch_options){
					.program = program,
					.argv = options->argv,
					.env = options->env,
					.mark = job->mark,
					.hold = options->hold,
				});
	if (launch.held)
		open_hold(job, &how.descriptors[3]);
	if (options->hold && how.descriptors[3] < 0) {
		launch_clear(&launch);
		return UV_ENOTSUP;
	}
	how.argv = launch.argv.items;
	how.env = launch.env.items;
	job->started = job->ended = uv_hrtime();
	status = child_start(&job->child, &how, on_child_exit);
	launch_clear(&launch);
	if (how.descriptors[3] >= 0)
		close(how.descriptors[3]);
	return status;
}

static void set_up(struct job *job, uv_loop_t *loop, const struct job_options *options)
{
	job->loop = loop;
	job->hold = -1;
	job->confined = options->confined;
	if (options->confined) {
		family_adopt();
		job->mark = memory_format("RUSTGYM_JOB=%ld-%p", (long)getpid(), (void *)job);
	}
	job->merge = options->merge;
	job->output = options->output;
	job->data = options->data;
	for (int i = 0; i < 2; i++) {
		job->streams[i].job = job;
		job->streams[i].kind = i ? JOB_STDERR : JOB_STDOUT;
		kept_output_init(&job->streams[i].kept,
				 options->keep ? options->keep : KEEP_DEFAULT);
	}
	uv_timer_init(loop, &job->timer);
	uv_timer_init(loop, &job->patrol);
	job->timer.data = job->patrol.data = job;
	job->handles += 2;
}

struct job *job_start(uv_loop_t *loop, const struct job_options *options, struct error *err)
{
	char *program = program_find(options->argv[0]);
	int theirs[2] = {-1, -1}, status;
	struct job *job;

	if (!program) {
		error_set(err, ERROR_ENVIRONMENT,
			  strchr(options->argv[0], '/') && access(options->argv[0], F_OK) == 0
				  ? "the program %s may not be executed: Permission denied"
				  : "the program %s can't be found",
			  options->argv[0]);
		return NULL;
	}
	job = memory_new(sizeof(*job));
	set_up(job, loop, options);
	status = open_pipes(job, loop, theirs);
	if (!status)
		status = spawn(job, loop, options, program, theirs);
	if (theirs[0] >= 0)
		close(theirs[0]);
	if (theirs[1] >= 0 && theirs[1] != theirs[0])
		close(theirs[1]);
	if (status < 0) {
		error_set(err, ERROR_ENVIRONMENT, "%s can't be started: %s", program,
			  strerror(-status)); /* libuv's errors are negative errno values */
		free(program);
		job->exited = true;
		/* it frees itself after the handles are closed, and does not call `done` */
		close_all(job);
		return NULL;
	}
	free(program);
	job->done = options->done;
	for (int i = 0; i < 2; i++)
		if (job->streams[i].open)
			uv_read_start((uv_stream_t *)&job->streams[i].pipe, allocate, on_read);
	start_patrol(job, options->deadline_ms);
	return job;
}
