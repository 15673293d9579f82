/*
 * Held compilers: rustgym starts them ahead, with the commands that the next save is expected to need.
 * Each waits before it reads its source (job.h: hold). A compiler is only used for exactly the command
 * that it was started with: the same arguments, the same variables, the same folder.
 */
#ifndef RUSTGYM_HELD_COMPILERS_H
#define RUSTGYM_HELD_COMPILERS_H

#include "rustgym/event/job.h"

#include <stdbool.h>

struct command;

enum { HELD_COMPILERS_MAX = 4 }; /* enough for two exercises, each with a compiler and clippy */

struct held_compilers {
	struct held_compiler *compilers[HELD_COMPILERS_MAX]; /* oldest first; NULL after the last */
	struct held_compiler *loose; /* dismissed before they waited, and not ended yet */
	bool off;                    /* a compiler did not wait: this compiler cannot be held */
};

/*
 * Starts a compiler for this command, unless one already waits with it. If there are too many, it
 * ends the oldest. An error is ignored: the next save then starts its own compiler.
 */
void held_compilers_add(struct held_compilers *held, uv_loop_t *loop,
			const struct command *command);

/*
 * Returns whether a held compiler for this folder is not waiting: it may still write there.
 * `folder` is spelled as in commands.
 */
bool held_compilers_may_write_to(const struct held_compilers *held, const char *folder);

/*
 * Releases the compiler that waits with exactly this command, and returns its job. NULL: there is
 * none.
 */
struct job *held_compilers_take(struct held_compilers *held, const struct command *command,
				const struct job_options *options);

/* Ends all held compilers. The loop must run until they are gone. */
void held_compilers_dismiss(struct held_compilers *held);

#endif
