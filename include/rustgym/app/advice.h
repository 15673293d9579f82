/*
 * Draws the texts of a hint file: the lesson before the work, the hints while the exercise fails, and the
 * open question after the pass.
 *
 * A hint about the failure that the learner has now comes first. After that each call shows one more rung
 * of the ladder. Progress remembers which hints were shown.
 */
#ifndef RUSTGYM_ADVICE_H
#define RUSTGYM_ADVICE_H

#include "rustgym/app/app.h"
#include "rustgym/toolchain/verdict.h"

/*
 * Draws a hint and appends it to `out`. `all` appends every hint and remembers none. Otherwise
 * `rung` is a number from 1 that names a rung of the ladder; 0 means the next hint. ERROR_USAGE:
 * the ladder has no such rung. ERROR_COURSE: the exercise has no hints. ERROR_ENVIRONMENT: the
 * folder hints/ is missing.
 */
int advice_next(struct app *app, const struct exercise *exercise, int rung, bool all,
		struct buffer *out, struct error *err);

/*
 * Appends every hint that is open: those about what fails now, and the rungs that were shown. It
 * opens none. ERROR_COURSE and ERROR_ENVIRONMENT as above.
 */
int advice_opened(const struct app *app, const struct exercise *exercise,
		  const struct progress *progress, struct buffer *out, struct error *err);

/* The hint whose text a view shows: 0 is the one about what fails now, then the rungs from 1. */
enum { ADVICE_LAST = -1 }; /* the one about what fails now, else the last open rung */

/*
 * Appends a view of the hints: one line for each, and the text of the hint *at. A closed rung has no
 * title. *at is set to a hint that is open; 0 if none is open.
 */
int advice_view(const struct app *app, const struct exercise *exercise,
		const struct progress *progress, int *at, struct buffer *out, struct error *err);

/* The result of a step to the right, from the hint at the index `at`. */
enum advice_step {
	ADVICE_STAYS, /* it is the last one, and open */
	ADVICE_READS, /* shows a hint that is open */
	ADVICE_OPENS, /* opens one more */
};
enum advice_step advice_step(const struct app *app, const struct exercise *exercise_or_null,
			     const struct progress *progress, int at);

/* Appends the same beside a verdict that failed. Both are drawn for half of the width. */
int advice_view_beside(const struct app *app, const struct exercise *exercise,
		       const struct progress *progress, const struct verdict *verdict, int *at,
		       struct buffer *out, struct error *err);

/*
 * Returns what a hint is about, of all that fails now: "E0382", or the name of a test. The caller frees
 * it. NULL: no hint is about that.
 */
char *advice_fits(const struct app *app, const struct exercise *exercise,
		  const struct progress *progress);

/* Opens one more rung, and records that. When all are open, nothing changes. */
int advice_open(struct app *app, const struct exercise *exercise, struct error *err);

/* Appends the lesson. ERROR_USAGE when the exercise has none. */
int advice_lesson(const struct app *app, const struct exercise *exercise, struct buffer *out,
		  struct error *err);

/* Appends the open question without its title. It appends nothing when the exercise has none. */
void advice_go_on(const struct app *app, const struct exercise *exercise, struct buffer *out);

/* Appends the open question and the links, for the time after the pass. */
void advice_after_pass(const struct app *app, const struct exercise *exercise, struct buffer *out);

#endif
