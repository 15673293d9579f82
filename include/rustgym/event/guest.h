/*
 * A guest is a program that the learner works with while the loop goes on: an editor. It has no
 * deadline and no limits. Use a job (job.h) for a program that works for rustgym.
 *
 * A guest on the terminal shares our terminal: the caller has released it before (terminal.h). While
 * such a guest runs, Ctrl-C and Ctrl-\ reach only the guest. Any other guest has no terminal, and may go
 * on after rustgym has ended.
 */
#ifndef RUSTGYM_GUEST_H
#define RUSTGYM_GUEST_H

#include "rustgym/base/error.h"

#include <stdbool.h>
#include <uv.h>

struct guest_options {
	const char *const *argv; /* NULL-terminated; argv[0] is a path */
	bool terminal;
	/*
	 * Called once, from the loop, when the program has ended. `signal` is the signal that ended it,
	 * or 0. After it the guest frees itself.
	 */
	void (*ended)(int status, int signal, void *data);
	void *data;
};

struct guest;

/* Returns NULL if the program cannot be started (ERROR_ENVIRONMENT). Then `ended` is not called. */
struct guest *guest_start(uv_loop_t *loop, const struct guest_options *options, struct error *err);

/* Stops waiting for the program, which goes on. `ended` is not called any more. NULL is fine. */
void guest_leave(struct guest *guest);

#endif
