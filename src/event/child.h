/*
 * A child process on the loop, as uv_process_t is one, with what libuv has no place for: what is set
 * between the fork and the exec. It shares our memory until the exec (vfork): to copy a process of
 * our size costs more than all the rest.
 */
#ifndef RUSTGYM_CHILD_H
#define RUSTGYM_CHILD_H

#include <stdbool.h>
#include <sys/types.h>
#include <uv.h>

enum { CHILD_DESCRIPTORS = 4 };

struct child_options {
	char *const *argv; /* argv[0]: its path */
	char *const *env;
	const char *cwd;                    /* NULL: ours */
	int descriptors[CHILD_DESCRIPTORS]; /* its 0, 1, ...; -1: /dev/null, and none from 3 on */
	bool confined;   /* so much memory, so many processes and such files that others can work */
	bool background; /* at low priority */
};

struct child;

/* Once, from the loop. signal: what ended it, or 0. status -1: somebody else has waited for it. */
typedef void (*child_exited)(struct child *child, int status, int signal);

struct child {
	uv_signal_t handle; /* of SIGCHLD; its data is the caller's */
	pid_t pid;
	child_exited exited;
};

/* Returns 0 or libuv's error. After 0 the handle is to be closed (uv_close), started or not. */
int child_init(uv_loop_t *loop, struct child *child);

/*
 * Starts it as the first of a session, and so a group, of its own. On Linux it is killed when we die.
 * Returns 0 or libuv's error, that of the exec too.
 */
int child_start(struct child *child, const struct child_options *options, child_exited exited);

/* Whether it has ended, though `exited` may not have been called yet. */
bool child_has_ended(const struct child *child);

/* Whether pid is one of this loop's that has not ended. */
bool child_is_known(uv_loop_t *loop, pid_t pid);

#endif
