/*
 * Holds what is being verified until it is recorded: a program can delete its own file, and the next
 * save can come before the verdict. The texts are read when a verification starts, which takes no
 * time. They are recorded by a worker, one after the other, so that nobody waits for the disk: the
 * loop does not run out before all of them are.
 */
#ifndef RUSTGYM_PENDING_SNAPSHOTS_H
#define RUSTGYM_PENDING_SNAPSHOTS_H

#include "rustgym/history/history.h"
#include "rustgym/toolchain/verdict.h"

#include <uv.h>

struct pending_snapshots;

struct pending_snapshots_options {
	struct history *history; /* borrowed; NULL: nothing is recorded */
	const char *root;        /* the workspace's, borrowed */
	uv_loop_t *loop;         /* of the worker; NULL: the calls record before they return */
	unsigned rest_ms;        /* after so much idle time the history rests; 0: five minutes */
	void (*failed)(const char *why, void *data); /* in the loop's thread */
	void *data;
};

struct pending_snapshots *pending_snapshots_new(const struct pending_snapshots_options *options);

/* Reads the exercise's files as they are now. */
void pending_snapshots_take(struct pending_snapshots *pending, const struct exercise *exercise);

/* Records all that is held as "saved". What can't be recorded is not held longer. */
void pending_snapshots_flush(struct pending_snapshots *pending);

/* The same, and what was taken last of the verdict's exercise with its outcome; after a pass progress. */
void pending_snapshots_verdict(struct pending_snapshots *pending, const struct verdict *verdict);

/* Flushes. Call it once; pending_snapshots_free comes when the loop has run out. NULL is fine. */
void pending_snapshots_close(struct pending_snapshots *pending);
void pending_snapshots_free(struct pending_snapshots *pending);

#endif
