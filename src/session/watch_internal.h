/* The three forms of `watch`, and the code that they share. */
#ifndef RUSTGYM_WATCH_INTERNAL_H
#define RUSTGYM_WATCH_INTERNAL_H

#include "rustgym/session/watch.h"
#include "session.h"

/* Each function runs a whole session and returns when it has ended. */
int watch_screen(struct app *app, const struct watch_options *options, struct error *err);
int watch_lines(struct app *app, struct error *err);
int watch_json(struct app *app, struct error *err);

/* Appends a welcome if this is the first exercise and the learner has not done any exercise yet. */
void watch_add_welcome(const struct session *session, const struct app *app,
		       const struct exercise *exercise, struct buffer *out);

/* Reads the task from the exercise's first file, on one line; "": there is none. */
void watch_read_task(const struct app *app, const struct exercise *exercise, struct buffer *task);

/* Returns the sentence for the moment at which all is done. */
const char *watch_end(const struct app *app);

/* A command that `watch --json` received: {"do":"goto","exercise":"NAME"}. */
struct watch_command {
	char *what;     /* "goto" */
	char *exercise; /* NULL: the command names no exercise */
};

/*
 * ERROR_USAGE: the line is no command; the message describes the commands. Then there is nothing to
 * clear.
 */
int watch_command_read(const char *line, size_t len, struct watch_command *command,
		       struct error *err);
void watch_command_clear(struct watch_command *command);

#endif
