/*
 * A job: a child process with a deadline, whose output is read, capped and kept.
 *
 * job_start spawns it in a process group of its own; `done` is called once, from the loop, when the
 * child has exited, its output has ended and all handles are closed. The job is freed after that
 * call; the result is borrowed for its duration. Whatever is left of the group is ended with it.
 *
 *   running --exit--> draining (at most 100 ms) --> closing --> done
 *      |  deadline, job_cancel: TERM, then KILL to the whole group
 *      |  confined, and more than JOB_PROCESSES_MAX in the group: KILL at once
 *
 * A deadline does not count the time in which rustgym itself is stopped, and a job that has ended by then has
 * not missed it. For a confined job it counts no time in which the job waits for a processor on a busy
 * machine, but is over after JOB_WALL times that in any case.
 */
#ifndef RUSTGYM_JOB_H
#define RUSTGYM_JOB_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"
#include "rustgym/base/strings.h"

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

enum { JOB_PROCESSES_MAX = 256, JOB_WALL = 6 };

enum job_outcome {
	JOB_EXITED,   /* status is its exit status */
	JOB_SIGNALED, /* signal ended it, and not we */
	JOB_DEADLINE, /* it was ended because its time was up */
	JOB_CROWDED,  /* it was ended because it started too many processes */
	JOB_CANCELLED,
};

enum job_stream { JOB_STDOUT, JOB_STDERR };

struct job_result {
	enum job_outcome outcome;
	int status, signal;
	uint64_t ms;        /* from spawn to exit */
	struct buffer *out; /* standard output; with `merge` both streams, in their order */
	struct buffer *err; /* standard error; empty with `merge` */
	bool truncated;     /* out or err lost its middle to the cap (a line there says so) */
};

typedef void (*job_done)(const struct job_result *result, void *data);

/* Every piece of output as it arrives, whether kept or not. */
typedef void (*job_output)(enum job_stream stream, const char *bytes, size_t len, void *data);

struct job_options {
	const char *const *argv;   /* NULL-terminated; argv[0] is looked up in PATH */
	const char *cwd;           /* NULL: ours */
	const struct strings *env; /* put over our own environment; may be NULL. "NAME=value", or
				      "PREFIX" to take away all variables that begin so */
	unsigned deadline_ms;      /* 0: none; see above */
	size_t keep;               /* most bytes kept of each stream; 0: 1 MiB */
	bool merge;                /* one pipe for both streams, which keeps their order */
	bool confined;     /* the learner's program: limits on memory, processes, file size */
	bool background;   /* runs at low priority */
	const char *hold;  /* a file that it waits in front of opening; NULL: it runs at once */
	job_output output; /* may be NULL */
	job_done done;
	void *data;
};

struct job;

/* NULL and err (ERROR_ENVIRONMENT) when it can't be spawned; then done is not called. */
struct job *job_start(uv_loop_t *loop, const struct job_options *options, struct error *err);

/*
 * A job with `hold` is started ahead and waits, without any work, until it is released. Where nothing
 * can be held (not Linux, a path with a blank) it isn't started. A program that opens files in a way of
 * its own runs on; then, and before it has come to the file, job_is_held says no.
 */
bool job_is_held(const struct job *job);

/*
 * Lets it go on as if it were started now, with these options' callbacks and deadline. False when it
 * is not held (any more): then it is as it was.
 */
bool job_release(struct job *job, const struct job_options *options);

/* Ends the whole group. `done` is still called, with JOB_CANCELLED. */
void job_cancel(struct job *job);

/*
 * Runs a short command to its end and collects its output, on a loop of its own. ERROR_ENVIRONMENT
 * when it can't be spawned, takes longer than 30 s, or fails (then err has its first line).
 */
int job_capture(const char *const *argv, const char *cwd, struct buffer *out, struct error *err);

#endif
