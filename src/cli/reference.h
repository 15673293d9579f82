/*
 * An exercise's reference solution, for who has passed it.
 */
#ifndef RUSTGYM_REFERENCE_H
#define RUSTGYM_REFERENCE_H

#include "rustgym/app/app.h"
#include "rustgym/base/file_set.h"

/*
 * Reads it: the files that the learner edits, named as in their own. spoil: even before the exercise
 * has passed, which is else ERROR_USAGE. ERROR_COURSE when the course has none.
 */
int reference_read(const struct app *app, const struct exercise *exercise, bool spoil,
		   struct file_set *files, struct error *err);

/* Those of the learner's files that the reference is about, as text alone. */
void reference_select(const struct exercise *exercise, const struct file_set *all,
		      struct file_set *own);

#endif
