/*
 * What a command about the history was asked for: an exercise, perhaps at a snapshot (NAME@3).
 */
#ifndef RUSTGYM_REVISION_H
#define RUSTGYM_REVISION_H

#include "rustgym/app/app.h"
#include "rustgym/history/history.h"

struct revision {
	struct history *history; /* open */
	const struct exercise *exercise;
	int number; /* of the snapshot; HISTORY_PRESENT where none was named */
};

/*
 * Opens the history for "NAME", "NAME@3", "@3" or NULL: without a name the current exercise's.
 * what: "reset it", for the message when there is no current one. ERROR_USAGE.
 */
int revision_open(struct app *app, const char *text, const char *what, struct revision *revision,
		  struct error *err);
void revision_close(struct revision *revision);

/* Appends what was left alone, a line each. */
void revision_say_left(const struct history_change *change, struct buffer *out);

#endif
