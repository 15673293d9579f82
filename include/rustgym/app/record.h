/*
 * Records a verdict: in progress.json at once, and as a snapshot's message after the verdict was
 * shown.
 */
#ifndef RUSTGYM_RECORD_H
#define RUSTGYM_RECORD_H

#include "rustgym/app/app.h"
#include "rustgym/history/history.h"
#include "rustgym/toolchain/verdict.h"
#include "rustgym/workspace/review.h"

struct record_options {
	bool advance; /* a pass of the current exercise moves to the next one */
	bool tried;   /* a failure counts as a try: the learner changed the text */
};

/*
 * Opens a transaction on progress.json and enters the verdict. The caller commits it, so that it
 * can show the verdict before the disk has answered. If the current exercise passed and `advance`
 * is set, the next pending exercise becomes the current one: *moved is then true, and *next is that
 * exercise, or NULL when all are done. The caller clears `progress`, also after an error. The first pass of
 * a copy ends its review, which is entered in the progress of its exercise.
 */
int record_verdict(struct app *app, const struct verdict *verdict, struct record_options options,
		   struct progress *progress, bool *moved, const struct exercise **next,
		   struct error *err);

/* Enters a pass. The time of an earlier pass stays. The current exercise does not change. */
void record_pass(struct progress *progress, const struct exercise *exercise);

/*
 * Enters that the exercise's text fails now. An exercise that was done then "fails now"; it does
 * not become pending again.
 */
void record_failure(struct progress *progress, const struct exercise *exercise);

/* Enters in the progress of the exercise how the review of its copy ended. Needs app->reviews. */
int record_review(struct app *app, const char *name, enum review_outcome outcome,
		  struct error *err);

/*
 * Returns the message for the verdict's snapshot: the outcome, the time taken, and the names of the
 * errors and tests that failed. The caller frees it.
 */
char *record_message(const struct verdict *verdict);

/*
 * Updates progress after rustgym changed the learner's files. For each exercise in `change` that
 * passed once, it sets whether the text on disk fails now. The last verdict that the history has on
 * this text decides; the pristine text counts as failing.
 */
int record_change(struct app *app, struct history *history, const struct history_change *change,
		  struct error *err);

#endif
