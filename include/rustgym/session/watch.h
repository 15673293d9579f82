/* Starts a watching session for a command. */
#ifndef RUSTGYM_WATCH_H
#define RUSTGYM_WATCH_H

#include "rustgym/app/app.h"
#include "rustgym/base/error.h"
#include "rustgym/base/strings.h"

#include <stdbool.h>

struct watch_options {
	bool json; /* prints events, one on each line */
	/* names of the program's commands, which can be typed on the screen; a NULL ends them */
	const char *const *commands;
	/* adds what the last of these words, the first of which is a command, can become */
	void (*complete)(struct app *app, const char *const *words, size_t count,
			 struct strings *names);
};

/*
 * Runs a session and returns when it has ended. On a terminal the session has a screen, otherwise
 * it prints plain lines.
 */
int watch_run(struct app *app, const struct watch_options *options, struct error *err);

#endif
