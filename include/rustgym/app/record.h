/*
 * What is kept of a verdict: progress at once, a snapshot of the files after it was shown.
 */
#ifndef RUSTGYM_RECORD_H
#define RUSTGYM_RECORD_H

#include "rustgym/app/app.h"
#include "rustgym/history/history.h"
#include "rustgym/toolchain/verdict.h"

/*
 * Opens a transaction on progress.json and enters the verdict; progress_commit makes it durable, so
 * that the verdict can be on the screen before the disk has answered. A pass of the current exercise
 * makes the next pending one current where `advance` is set: *moved is then true, and *next that one,
 * or NULL when all are done. `progress` is the caller's to clear, also after an error.
 */
int record_verdict(struct app *app, const struct verdict *verdict, bool advance,
		   struct progress *progress, bool *moved, const struct exercise **next,
		   struct error *err);

/* Enters a pass, the first time it happens; leaves the current exercise as it is. */
void record_pass(struct progress *progress, const struct exercise *exercise);

/* Enters that its text fails now; what was done before fails now, and is not pending again. */
void record_failure(struct progress *progress, const struct exercise *exercise);

/* The message of its snapshot: outcome, time taken, and what failed. free() it. */
char *record_message(const struct verdict *verdict);

/*
 * After rustgym changed files of the learner's: whether what was done passes or fails now is known from
 * the history, which has the verdicts on earlier texts; the pristine text fails.
 */
int record_change(struct app *app, struct history *history, const struct history_change *change,
		  struct error *err);

#endif
