/*
 * A child process in the loop, like uv_process_t, but with settings between fork and exec that
 * libuv lacks. Until the exec the child shares our memory (vfork), because copying a large process
 * is slow.
 */
#ifndef RUSTGYM_CHILD_H
#define RUSTGYM_CHILD_H

#include <stdbool.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <uv.h>

enum { CHILD_DESCRIPTORS = 4 };

/*
 * Limits the memory, processes and files of a child and of what it starts, so that other programs can
 * still work. A child with limits cannot gain privileges.
 */
enum child_limits {
	CHILD_FREE,
	CHILD_PROGRAM,  /* a program that is verified */
	CHILD_COMPILER, /* compilers and linkers; also build scripts, which are others' programs */
};

#define CHILD_MEMORY_MAX ((rlim_t)4 << 30)         /* bytes of one process, in both cases */
#define CHILD_PROGRAM_FILE_MAX ((rlim_t)512 << 20) /* bytes of one file that a program writes */
#define CHILD_FILE_MAX ((rlim_t)2 << 30)           /* bytes of one file that a compiler writes */

/* Says how long a child lives, and which terminal it has. */
enum child_bond {
	CHILD_BOUND,    /* a session of its own; on Linux it is killed when rustgym dies */
	CHILD_TERMINAL, /* our session and group, and so our terminal */
	CHILD_LOOSE,    /* a session of its own; it may go on after rustgym */
};

struct child_options {
	char *const *argv; /* argv[0] is its path */
	char *const *env;
	const char *cwd; /* NULL: our own current folder */
	/* becomes its 0, 1, ...; -1: /dev/null for 0 to 2, none from 3 on */
	int descriptors[CHILD_DESCRIPTORS];
	enum child_limits limits;
	/* for a child with limits: "NAME=value", a variable that all its processes inherit */
	const char *mark;
	bool background; /* runs only while nothing else wants the processor or the disk */
	enum child_bond bond;
};

struct child;

/*
 * Called once, from the loop. `signal` is the signal that ended the child, or 0. `status` is -1 if
 * another part of the process has already waited for the child.
 */
typedef void (*child_exited)(struct child *child, int status, int signal);

struct child {
	uv_signal_t handle; /* for SIGCHLD; the caller may use its `data` */
	pid_t pid;
	const char *mark; /* see child_options; borrowed */
	enum child_limits limits;
	child_exited exited;
};

/*
 * Returns 0 or libuv's error. After 0 the caller must close the handle (uv_close), even if no child
 * was started.
 */
int child_init(uv_loop_t *loop, struct child *child);

/*
 * Starts the child with no other descriptors than these. Returns 0 or libuv's error; an error of the exec is one of them.
 */
int child_start(struct child *child, const struct child_options *options, child_exited exited);

/* Lets the child's group go on at low priority. */
void child_step_back(const struct child *child);

/* Returns whether the child has ended, even if `exited` was not called yet. */
bool child_has_ended(const struct child *child);

/* Returns whether `pid` is a child of this loop that has not ended. */
bool child_is_known(uv_loop_t *loop, pid_t pid);

/* Return whether a child of this loop that has not ended has the mark, or the limits of a program. */
bool child_with_mark(uv_loop_t *loop, const char *mark);
bool child_runs_program(uv_loop_t *loop);

#endif
