/*
 * The copies in which exercises are reviewed, in the folder COURSE_REVIEW of the workspace. They are a
 * course of their own, with the exercises as they were handed out; what the learner passed is never
 * touched. The folder has a .gitignore, by which it is known as ours.
 *
 *   review_pick  -->  review_lay  -->  app_turn_to_review  -->  review_begin  --> ...  --> review_end
 */
#ifndef RUSTGYM_REVIEW_COPY_H
#define RUSTGYM_REVIEW_COPY_H

#include "rustgym/app/app.h"
#include "rustgym/history/history.h"

/*
 * Returns the exercises that are due, the one that waits longest first; at most `most`. The caller frees
 * the array. Stages of a project do not come back: each builds on what the learner wrote before.
 */
const struct exercise **review_pick(const struct app *app, const struct progress *progress,
				    int64_t now, size_t most, size_t *count);

/*
 * Replaces the copies by new ones of these exercises, as they were handed out. ERROR_USAGE: there is a
 * folder with this name that is not ours.
 */
int review_lay(const struct app *app, struct history *history,
	       const struct exercise *const *exercises, size_t count, struct error *err);

/* Records the copies as handed out, in the history of the review. Call it once after review_lay. */
int review_begin(struct app *app, struct error *err);

/*
 * Ends a review under way: records what is not recorded yet, and deletes the copies. An exercise whose copy
 * was changed and has not passed comes back soon. *ended is the number of these.
 */
int review_end(struct app *app, size_t *ended, struct error *err);

#endif
