/*
 * The pristine text: the course as it was handed out, a tree of all of exercises/. Where it came from
 * says origin.h. What was recorded as it was on disk, since nobody knows more, is below seen/ as well.
 */
#ifndef RUSTGYM_HISTORY_GIT_PRISTINE_H
#define RUSTGYM_HISTORY_GIT_PRISTINE_H

#include "store.h"

/* Under the writing lock: records it the first time; later adds what the course has and it has not. */
int pristine_prepare(struct git_history *history, struct error *err);

/* The tree of an exercise's pristine files. ERROR_IO when it is not recorded. */
int pristine_tree(struct git_history *history, const struct exercise *exercise, git_oid *tree,
		  struct error *err);

/* Whether that is only how the exercise was when it was seen first. */
bool pristine_is_first_seen(struct git_history *history, const struct exercise *exercise);

/* Whether these are the exercise's pristine files; nothing is written for it. */
bool pristine_is(struct git_history *history, const struct exercise *exercise,
		 const struct file_set *files);

#endif
