/*
 * Compares the tests of an exercise with the tests that the course handed out. A learner may change
 * and add tests, but an exercise passes only if the handed-out tests pass.
 *
 * If the reference solution changes a test, then writing that test is part of the exercise. It is
 * not enforced.
 */
#ifndef RUSTGYM_HANDED_OUT_H
#define RUSTGYM_HANDED_OUT_H

#include "rustgym/app/app.h"
#include "rustgym/history/exercise_files.h"
#include "rustgym/history/history.h"

/*
 * Makes a tree below the cache if the learner changed a handed-out test. The tree has the learner's
 * code and the handed-out tests (see verify_request.handed_out). Returns the tree's root, which the
 * caller frees. Returns NULL if no test was changed, if `history` is NULL, or if the tree cannot be
 * made (then `err` says why). `files` are the exercise's files as they were verified; NULL: as they
 * are now.
 */
char *handed_out_tree(const struct app *app, struct history *history,
		      const struct exercise *exercise, const struct exercise_files *files,
		      struct error *err);

/* Tells whether all files that the learner edits are as they were handed out. No, without a history. */
bool handed_out_is_untouched(const struct app *app, struct history *history,
			     const struct exercise *exercise);

#endif
