/*
 * What is kept of a verdict: progress at once, a snapshot of the files after it was shown.
 */
#ifndef RUSTGYM_RECORD_H
#define RUSTGYM_RECORD_H

#include "rustgym/app.h"
#include "rustgym/history.h"
#include "rustgym/verdict.h"

/*
 * Writes the verdict into progress.json. A pass of the current exercise makes the next pending one
 * current where `advance` is set; *advanced (may be NULL) is then that one, or NULL when all are done
 * or nothing moved. `progress`, when given, receives the new state (clear it).
 */
int record_verdict(struct app *app, const struct verdict *verdict, bool advance,
		   const struct exercise **advanced, struct progress *progress, struct error *err);

/* Records the exercise's files with the outcome as message. */
int record_snapshot(struct history *history, const struct verdict *verdict, struct error *err);

#endif
