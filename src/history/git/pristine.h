/*
 * The pristine text is the course as it was handed out: a tree of all of exercises/. origin.h tells
 * where it comes from. A text that was recorded from the disk, because no origin has it, is also in
 * the tree below seen/.
 */
#ifndef RUSTGYM_HISTORY_GIT_PRISTINE_H
#define RUSTGYM_HISTORY_GIT_PRISTINE_H

#include "store.h"

/*
 * The caller holds the lock for writing. Records the pristine text the first time. Later it adds
 * the course's new exercises.
 */
int pristine_prepare(struct git_history *history, struct error *err);

/* Finds the tree of an exercise's pristine files. ERROR_IO: it is not recorded. */
int pristine_tree(struct git_history *history, const struct exercise *exercise, git_oid *tree,
		  struct error *err);

/* Returns whether the pristine text is only the text that rustgym saw first. */
bool pristine_is_first_seen(struct git_history *history, const struct exercise *exercise);

/* Returns whether these are the exercise's pristine files. Writes nothing. */
bool pristine_is(struct git_history *history, const struct exercise *exercise,
		 const struct file_set *files);

#endif
