/*
 * A job is a child process with a deadline. The job reads the child's output and keeps a limited
 * part of it.
 *
 * job_start starts the child in a process group of its own. The loop calls `done` once: when the
 * child has exited, its output has ended and all handles are closed. The result is borrowed and
 * valid during this call. After it the job frees itself. When the child exits, the rest of its
 * group is killed.
 *
 *   running --exit--> draining (at most 100 ms) --> closing --> done
 *      |  deadline, job_cancel: TERM, then KILL to the whole group
 *      |  confined, and too many processes: KILL at once
 *
 * The time in which rustgym itself is stopped (Ctrl-Z) does not count towards the deadline. A job
 * that ends before the deadline is noticed has not missed it. For a program, the time in which it waits
 * for a processor does not count either; but it always ends after JOB_WALL times the deadline.
 *
 * On Linux everything that a confined job started ends with it, in whatever session it is and whatever
 * its environment is. What a build left behind may end with the program that runs meanwhile.
 */
#ifndef RUSTGYM_JOB_H
#define RUSTGYM_JOB_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"
#include "rustgym/base/strings.h"

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

enum {
	JOB_PROCESSES_MAX = 256,  /* of a program */
	JOB_COMPILERS_MAX = 1024, /* of a compiler: cargo starts several for each core */
	JOB_MEMORY_MAX_GIB = 4,   /* of one process of both */
	JOB_COMPILED_MAX_GIB = 2, /* of one file that a compiler writes */
	JOB_WALL = 6,
};

/* Says what a job runs, and so which limits it has and what ends with it. */
enum job_confinement {
	JOB_FREE,     /* a helper of our own */
	JOB_PROGRAM,  /* a program that is verified */
	JOB_COMPILER, /* a compiler that runs nobody's code: it leaves no process behind */
	JOB_BUILD,    /* a compiler or cargo, with build scripts and procedural macros */
};

enum job_outcome {
	JOB_EXITED,   /* status is its exit status */
	JOB_SIGNALED, /* a signal from elsewhere ended it, not rustgym */
	JOB_DEADLINE, /* it was ended at its deadline */
	JOB_CROWDED,  /* it was ended because it started too many processes */
	JOB_CANCELLED,
};

enum job_stream { JOB_STDOUT, JOB_STDERR };

struct job_result {
	enum job_outcome outcome;
	int status, signal;
	uint64_t ms;        /* from spawn to exit */
	struct buffer *out; /* standard output; with `merge` both streams in their order */
	struct buffer *err; /* standard error; empty with `merge` */
	bool truncated;     /* the middle of out or err was dropped; a line there says so */
};

typedef void (*job_done)(const struct job_result *result, void *data);

/* Called with each piece of output when it arrives, also with output that is not kept. */
typedef void (*job_output)(enum job_stream stream, const char *bytes, size_t len, void *data);

struct job_options {
	const char *const *argv; /* NULL-terminated; argv[0] is looked up in PATH */
	const char *cwd;         /* NULL: our own current folder */
	/*
	 * Changes to our environment, may be NULL. "NAME=value" sets a variable. "PREFIX" removes
	 * all variables whose names begin with it.
	 */
	const struct strings *env;
	unsigned deadline_ms;          /* milliseconds; 0: no deadline; see above */
	size_t keep;                   /* bytes that are kept of each stream; 0: 1 MiB */
	bool merge;                    /* one pipe for both streams, so that their order is kept */
	enum job_confinement confined; /* JOB_FREE: no limits */
	bool background;               /* runs while nothing else wants the processor */
	const char *hold;  /* the job waits before it opens this file; NULL: it does not wait */
	job_output output; /* may be NULL */
	job_done done;
	void *data;
};

struct job;

/* Returns NULL if the job cannot be started (ERROR_ENVIRONMENT). Then `done` is not called. */
struct job *job_start(uv_loop_t *loop, const struct job_options *options, struct error *err);

/*
 * Returns whether the job is waiting before it opens options.hold. It waits without work until
 * job_release. It is false before the program reaches the file, and always for a program that does
 * not open files through the C library. If holding is impossible (not on Linux, or the path has a
 * space), job_start returns NULL.
 */
bool job_is_held(const struct job *job);

/*
 * Lets a held job continue as if it had just been started. The callbacks and the deadline come from
 * these options. Returns false, and changes nothing, if the job is not held.
 */
bool job_release(struct job *job, const struct job_options *options);

/* Lets the job's whole group go on at low priority, with all processes that it starts from now on. */
void job_step_back(struct job *job);

/* Ends the whole group. `done` is still called, with JOB_CANCELLED. */
void job_cancel(struct job *job);

/*
 * Runs a short command and appends its output to `out`. It uses a loop of its own.
 * ERROR_ENVIRONMENT: the command cannot be started, takes longer than 30 s, or fails; then the
 * message has the first line of its error output.
 */
int job_capture(const char *const *argv, const char *cwd, const struct strings *env,
		struct buffer *out, struct error *err);

#endif
