/*
 * The base: the course as it was handed out, a tree of all of exercises/.
 */
#ifndef RUSTGYM_HISTORY_GIT_BASE_H
#define RUSTGYM_HISTORY_GIT_BASE_H

#include "store.h"

/* Records it the first time; later adds what course has and it has not. course may be NULL. */
int base_prepare(struct git_history *history, const struct course *course, struct error *err);

/* The tree of an exercise's pristine files. ERROR_IO when it is not recorded. */
int base_tree(struct git_history *history, const struct exercise *exercise, git_oid *tree,
	      struct error *err);

/* Whether these are the exercise's pristine files; nothing is written for it. */
bool base_is(struct git_history *history, const struct exercise *exercise,
	     const struct file_set *files);

/* Makes these the exercise's pristine files. */
int base_write(struct git_history *history, const struct exercise *exercise,
	       const struct file_set *files, struct error *err);

#endif
