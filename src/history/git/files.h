/*
 * An exercise's files on disk: what is there as a tree, and a tree put there.
 */
#ifndef RUSTGYM_HISTORY_GIT_FILES_H
#define RUSTGYM_HISTORY_GIT_FILES_H

#include "rustgym/history/exercise_files.h"
#include "rustgym/history/history.h"
#include "store.h"

/* What is on disk. */
struct present {
	git_oid tree;
	bool any; /* a file was recorded */
	struct exercise_files files;
};

/* Of a regular file: whether it can be run, as git says it. */
unsigned files_mode(const char *path);

/* Writes the tree of the exercise's files to repo (the history's, or a scratch). */
int files_present(struct git_history *history, git_repository *repo,
		  const struct exercise *exercise, struct present *present, struct error *err);
void files_present_clear(struct present *present);

/* What has to be done so that the files are as in another tree. */
struct plan {
	git_index *now, *target;
	struct plan_step *steps;
	size_t count, capacity;
	struct strings said; /* of what is left alone, a sentence each */
};

/*
 * What was not recorded is left alone. own: the target was on this disk before. In other targets a link
 * is passed over, unless it leads to a name beside it that is no link itself: a stranger's must not
 * lead out of the exercise.
 */
int files_plan(struct git_history *history, const struct present *now, const git_oid *target,
	       bool own, struct plan *plan, struct error *err);
int files_carry_out(struct git_history *history, const struct exercise *exercise,
		    const struct plan *plan, struct history_change *change, struct error *err);
void files_plan_clear(struct plan *plan);

/* Whether a tree has only links to what is beside them, and none to another link. */
bool files_links_are_plain(struct git_history *history, const git_oid *tree);

#endif
