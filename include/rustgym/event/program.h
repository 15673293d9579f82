/*
 * Starts a program and waits for it, without a loop: a pager, an editor, git. Use a job (job.h) for
 * a program that runs beside other work.
 *
 * The program starts as from a shell: no signal is ignored or blocked, and it has only the three
 * descriptors that it is given.
 */
#ifndef RUSTGYM_PROGRAM_H
#define RUSTGYM_PROGRAM_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"
#include "rustgym/base/strings.h"

#include <stdbool.h>
#include <sys/types.h>

/*
 * Returns the absolute path of a program, which the caller frees. A name with a slash is a path.
 * Any other name is searched for in PATH. NULL: there is no such program.
 */
char *program_find(const char *name);

enum { PROGRAM_NULL = -1 }; /* means /dev/null in `descriptors` */

struct program_options {
	const char *const *argv;   /* argv[0] is looked up in PATH */
	const struct strings *env; /* its whole environment; NULL: ours */
	int descriptors[3];        /* our descriptors that become its descriptors 0, 1 and 2 */
	bool alone;                /* it runs in a session of its own, so it has no terminal */
};

/* The program uses our descriptors, and so our terminal. */
#define PROGRAM_OPTIONS(argv_)                                                                     \
	{                                                                                          \
		.argv = (argv_), .descriptors = { 0, 1, 2 }                                        \
	}

/* A pipe that no other child inherits: -1 and errno when it cannot be made. */
int program_pipe(int ends[2]);

/* ERROR_ENVIRONMENT: the program cannot be started; the message names argv[0]. */
int program_start(const struct program_options *options, pid_t *pid, struct error *err);

/*
 * Waits until the program ends. *status is its exit status, or 128 plus the number of the signal
 * that ended it. ERROR_ENVIRONMENT: the status is unknown, because another part of the process has
 * already waited for it.
 */
int program_wait(pid_t pid, int *status, struct error *err);

/*
 * Starts the program on the terminal and waits for it. Meanwhile Ctrl-C reaches only the program.
 * The program reads `input` from its standard input; it need not read all of it. If `input` is
 * NULL, its standard input is descriptors[0].
 */
int program_run(const struct program_options *options, const struct buffer *input, int *status,
		struct error *err);

#endif
