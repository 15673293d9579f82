/*
 * Keeps copies of an exercise's files in memory until the history has recorded them. A program can
 * delete its own file, and the learner can save again before the verdict is there. So the files stay
 * in memory from the moment a verification starts, and a worker thread records them one after the other. The event
 * loop does not wait for the disk, and it does not end before everything is recorded.
 */
#ifndef RUSTGYM_PENDING_SNAPSHOTS_H
#define RUSTGYM_PENDING_SNAPSHOTS_H

#include "rustgym/history/exercise_files.h"
#include "rustgym/history/history.h"
#include "rustgym/toolchain/verdict.h"

#include <uv.h>

struct pending_snapshots;

struct pending_snapshots_options {
	struct history *history; /* borrowed; NULL: nothing is recorded */
	/* the loop that the worker reports to; NULL: each call records before it returns */
	uv_loop_t *loop;
	/* milliseconds without work after which the history closes libgit2; 0: five minutes */
	unsigned rest_ms;
	void (*failed)(const char *why, void *data); /* called in the loop's thread */
	void *data;
};

struct pending_snapshots *pending_snapshots_new(const struct pending_snapshots_options *options);

/* Takes over the files that a verification is about to verify. */
void pending_snapshots_take(struct pending_snapshots *pending, const struct exercise *exercise,
			    struct exercise_files *files);

/*
 * Call it when a verification goes on in the background, and another one starts. Records the files that
 * were taken over last as "saved", if they are of this exercise. They stay in memory until their verdict,
 * or until newer files of the exercise are taken over.
 */
void pending_snapshots_set_aside(struct pending_snapshots *pending,
				 const struct exercise *exercise);

/*
 * Returns the files of this exercise that still wait for their verdict: those that were taken over last,
 * or were set aside. NULL: there are none.
 */
const struct exercise_files *pending_snapshots_files(const struct pending_snapshots *pending,
						     const struct exercise *exercise);

/*
 * Records all held files with the message "saved". The files that were read last stay in memory
 * until their verdict. An error is reported to `failed`, and those files are not recorded again.
 */
void pending_snapshots_flush(struct pending_snapshots *pending);

/*
 * Records all held files. If the last ones belong to the verdict's exercise, they get the outcome
 * as their message. After a pass it records progress.json, too.
 */
void pending_snapshots_verdict(struct pending_snapshots *pending, const struct verdict *verdict);

/* Something that is read from the history. */
struct pending_read {
	void (*read)(struct history *history,
		     void *data); /* in the worker; not if it is given up */
	void (*done)(void *data); /* in the loop's thread, always */
	void *data;
};

/* Reads after everything that is to be recorded now. It is given up when pending_snapshots_close comes. */
void pending_snapshots_read(struct pending_snapshots *pending, const struct pending_read *read);

/*
 * Records all held files as "saved". Call it once. Call pending_snapshots_free after the loop has
 * ended. NULL is fine.
 */
void pending_snapshots_close(struct pending_snapshots *pending);
void pending_snapshots_free(struct pending_snapshots *pending);

#endif
