/*
 * The tests of an exercise as the course handed them out. A learner may change and add tests; but an
 * exercise passes only if the tests that were handed out pass.
 *
 * A test that the reference solution changes, too, is the learner's to write: it binds nobody.
 */
#ifndef RUSTGYM_HANDED_OUT_H
#define RUSTGYM_HANDED_OUT_H

#include "rustgym/app/app.h"
#include "rustgym/history/history.h"

/*
 * Where the tests on disk are not those that were handed out, makes a tree below the cache that has the
 * learner's code with the latter (verify_request.handed_out). Returns its root, the caller's to free, or
 * NULL when there is nothing to put back, or nothing is known (err says why it could not be made).
 */
char *handed_out_tree(const struct app *app, struct history *history,
		      const struct exercise *exercise, struct error *err);

#endif
