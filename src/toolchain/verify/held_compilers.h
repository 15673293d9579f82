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

enum { HELD_COMPILERS_MAX = 4 }; /* for two exercises: the compiler, and clippy beside it */

struct held_compilers {
	struct held_compiler
		*compilers[HELD_COMPILERS_MAX]; /* the oldest first; NULL after the last */
	struct held_compiler *loose;            /* dismissed before they waited, and not yet gone */
	bool off; /* one ran on instead of waiting: this compiler can't be held */
};

/*
 * Starts one for this command, if none waits with it already, and sends the oldest away when there
 * are too many. Where it can't be started there is none, and nothing is lost.
 */
void held_compilers_add(struct held_compilers *held, uv_loop_t *loop,
			const struct command *command);

/*
 * Whether one that puts its products into this folder does not wait: it may, yet or ever, compile what it
 * finds. folder: as commands name it.
 */
bool held_compilers_may_write_to(const struct held_compilers *held, const char *folder);

/* The one that waits with this very command, released; NULL when there is none. */
struct job *held_compilers_take(struct held_compilers *held, const struct command *command,
				const struct job_options *options);

/* Sends all of them away; the loop has to run on for them to be gone. */
void held_compilers_dismiss(struct held_compilers *held);

#endif
