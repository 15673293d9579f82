/* Starts a watching session for a command. */
#ifndef RUSTGYM_WATCH_H
#define RUSTGYM_WATCH_H

#include "rustgym/app/app.h"
#include "rustgym/base/error.h"

#include <stdbool.h>

struct watch_options {
	bool json; /* prints events, one on each line */
	/* names of the program's commands, which can be typed on the screen; a NULL ends them */
	const char *const *commands;
};

/*
 * Runs a session and returns when it has ended. On a terminal the session has a screen, otherwise
 * it prints plain lines.
 */
int watch_run(struct app *app, const struct watch_options *options, struct error *err);

#endif
