/*
 * The exercise, and perhaps the snapshot (NAME@3), that a command about the history names.
 */
#ifndef RUSTGYM_REVISION_H
#define RUSTGYM_REVISION_H

#include "rustgym/app/app.h"
#include "rustgym/history/history.h"

struct revision {
	struct history *history; /* open */
	const struct exercise *exercise;
	int number; /* the snapshot's number; HISTORY_PRESENT if none was named */
};

/*
 * Opens the history for "NAME", "NAME@3", "@3" or NULL. Without a name it uses the current
 * exercise. `what` is "reset it", for the message if there is no current exercise. ERROR_USAGE:
 * there is no such exercise or number.
 */
int revision_open(struct app *app, const char *text, const char *what, struct revision *revision,
		  struct error *err);
void revision_close(struct revision *revision);

/* Appends the sentences about files that were left alone, one on each line. */
void revision_say_left(const struct history_change *change, struct buffer *out);

#endif
