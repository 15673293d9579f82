/*
 * Chooses the next hint. A hint about the failure that the learner has now comes first. After that
 * each call shows one more rung of the ladder. Progress remembers which hints were shown.
 */
#ifndef RUSTGYM_ADVICE_H
#define RUSTGYM_ADVICE_H

#include "rustgym/app/app.h"

/*
 * Draws a hint and appends it to `out`. `all` appends every hint and remembers none. Otherwise
 * `rung` is a number from 1 that names a rung of the ladder; 0 means the next hint. ERROR_USAGE:
 * the ladder has no such rung. ERROR_COURSE: the exercise has no hints. ERROR_ENVIRONMENT: the
 * folder hints/ is missing.
 */
int advice_next(struct app *app, const struct exercise *exercise, int rung, bool all,
		struct buffer *out, struct error *err);

#endif
