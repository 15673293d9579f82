/*
 * Explains an error code or a lint: the course's own words, the compiler's text, and the exercises
 * that are about it.
 */
#ifndef RUSTGYM_EXPLANATION_H
#define RUSTGYM_EXPLANATION_H

#include "rustgym/app/app.h"
#include "rustgym/workspace/progress.h"

/*
 * Returns the first error code or lint that fails now in the exercise, which the caller frees. NULL:
 * none is known.
 */
char *explanation_topic(const struct progress *progress, const struct exercise *exercise_or_null);

/*
 * Appends the explanation of "E0382", "e382", "382", "clippy::needless_return" or "unused_mut". The
 * words of `exercise` come first, if it has any; NULL: of the first exercise that has. ERROR_USAGE:
 * nobody explains that.
 */
int explanation_draw(struct app *app, const struct progress *progress,
		     const struct exercise *exercise_or_null, const char *topic, struct buffer *out,
		     struct error *err);

#endif
