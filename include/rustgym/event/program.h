/*
 * A program that is started and waited for, without a loop: a pager, an editor, git. What runs beside
 * other work is a job (job.h).
 *
 * It begins as a shell would start it: no signal is ignored or blocked, and it has no descriptors but
 * the three that it is given.
 */
#ifndef RUSTGYM_PROGRAM_H
#define RUSTGYM_PROGRAM_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"
#include "rustgym/base/strings.h"

#include <stdbool.h>
#include <sys/types.h>

/*
 * The absolute path of a program: of a name with a slash the file itself, else the first in PATH that can
 * be executed. The caller frees it; NULL when there is none.
 */
char *program_find(const char *name);

enum { PROGRAM_NULL = -1 }; /* /dev/null in the place of a descriptor */

struct program_options {
	const char *const *argv;   /* argv[0] is looked up in PATH */
	const struct strings *env; /* all of its environment; NULL: ours */
	int descriptors[3];        /* of ours, that become its 0, 1 and 2 */
	bool alone;                /* in a session of its own, and so without a terminal */
};

/* It has our descriptors, and so the terminal. */
#define PROGRAM_OPTIONS(argv_)                                                                     \
	{                                                                                          \
		.argv = (argv_), .descriptors = { 0, 1, 2 }                                        \
	}

/* A pipe that no other child inherits: -1 and errno when it cannot be made. */
int program_pipe(int ends[2]);

/* ERROR_ENVIRONMENT when it can't be started; the message names argv[0]. */
int program_start(const struct program_options *options, pid_t *pid, struct error *err);

/*
 * Waits for its end. *status is its exit status, or 128 and the number of the signal that ended it.
 * ERROR_ENVIRONMENT when nobody can know that, since somebody else has waited for it.
 */
int program_wait(pid_t pid, int *status, struct error *err);

/*
 * Starts it on the terminal and waits for it; meanwhile Ctrl-C is its own affair. input (NULL: its
 * standard input is the one of the options) is what it reads, as far as it wants to.
 */
int program_run(const struct program_options *options, const struct buffer *input, int *status,
		struct error *err);

#endif
