/*
 * Compilers on standby: started ahead with the commands that the next save is expected to need, they
 * wait in front of reading the source (job.h: hold). A command that is no longer the same, to the
 * last argument and variable, is started anew instead.
 */
#ifndef RUSTGYM_STANDBY_H
#define RUSTGYM_STANDBY_H

#include "rustgym/event/job.h"

#include <stdbool.h>

struct command;

enum { STANDBY_MAX = 4 }; /* for two exercises: the compiler, and clippy beside it */

struct standby {
	struct standby_entry *entries[STANDBY_MAX]; /* the oldest first; NULL after the last */
	struct standby_entry *loose; /* dismissed before they waited, and not yet gone */
	bool off; /* one ran on instead of waiting: this compiler can't be held */
};

/*
 * Starts one for this command, if none waits with it already, and sends the oldest away when there
 * are too many. Where it can't be started there is none, and nothing is lost.
 */
void standby_add(struct standby *standby, uv_loop_t *loop, const struct command *command);

/*
 * Whether one that puts its products into this folder does not wait: it may, yet or ever, compile what it
 * finds. folder: as commands name it.
 */
bool standby_may_write_to(const struct standby *standby, const char *folder);

/* The one that waits with this very command, released; NULL when there is none. */
struct job *standby_take(struct standby *standby, const struct command *command,
			 const struct job_options *options);

/* Sends all of them away; the loop has to run on for them to be gone. */
void standby_dismiss(struct standby *standby);

#endif
