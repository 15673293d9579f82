/*
 * Reads an exercise's reference solution for a learner who has passed it.
 */
#ifndef RUSTGYM_REFERENCE_H
#define RUSTGYM_REFERENCE_H

#include "rustgym/app/app.h"
#include "rustgym/base/file_set.h"

/*
 * Reads the files that the learner edits, named as in the exercise. ERROR_USAGE: the exercise has
 * not passed; `spoil` reads the solution anyway. ERROR_COURSE: the course has no solution.
 */
int reference_read(const struct app *app, const struct exercise *exercise, bool spoil,
		   struct file_set *files, struct error *err);

/* Adds those files of `all` that the learner edits to `own`. Only their content is copied. */
void reference_select(const struct exercise *exercise, const struct file_set *all,
		      struct file_set *own);

#endif
