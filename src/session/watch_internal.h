/* The three faces of `watch`, and what they share. */
#ifndef RUSTGYM_WATCH_INTERNAL_H
#define RUSTGYM_WATCH_INTERNAL_H

#include "rustgym/session/watch.h"
#include "session.h"

/* Each runs a whole session and returns when it has ended. */
int watch_screen(struct app *app, struct error *err);
int watch_lines(struct app *app, struct error *err);
int watch_json(struct app *app, struct error *err);

/* A line that `watch --json` was given: {"do":"goto","exercise":"NAME"}. */
struct watch_command {
	char *what;     /* "goto" */
	char *exercise; /* NULL: none was named */
};

/* ERROR_USAGE says what was expected; then there is nothing to clear. */
int watch_command_read(const char *line, size_t len, struct watch_command *command,
		       struct error *err);
void watch_command_clear(struct watch_command *command);

#endif
