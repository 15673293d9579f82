/*
 * Turns an exercise's files on disk into a tree, and a tree into files on disk.
 */
#ifndef RUSTGYM_HISTORY_GIT_FILES_H
#define RUSTGYM_HISTORY_GIT_FILES_H

#include "rustgym/history/exercise_files.h"
#include "rustgym/history/history.h"
#include "store.h"

/* The files on disk. */
struct present {
	git_oid tree;
	bool any; /* a file was recorded */
	struct exercise_files files;
};

/* Returns git's mode for a regular file, which says whether it is executable. */
unsigned files_mode(const char *path);

/* Writes the tree of the exercise's files to `repo`: the history's repository or a scratch one. */
int files_present(struct git_history *history, git_repository *repo,
		  const struct exercise *exercise, struct present *present, struct error *err);
void files_present_clear(struct present *present);

/* The steps that make the files on disk equal to another tree. */
struct plan {
	git_index *now, *target;
	struct plan_step *steps;
	size_t count, capacity;
	struct strings said; /* one sentence for each file that is left alone */
};

/*
 * Plans the steps to the tree `target`. Files that are not recorded are left alone. `own` says that
 * the target was on this disk before. In other targets a link is skipped unless it leads to a name
 * in the same folder that is no link itself: a link from outside must not lead out of the exercise.
 */
int files_plan(struct git_history *history, const struct present *now, const git_oid *target,
	       bool own, struct plan *plan, struct error *err);
int files_carry_out(struct git_history *history, const struct exercise *exercise,
		    const struct plan *plan, struct history_change *change, struct error *err);
void files_plan_clear(struct plan *plan);

/* Returns whether all links in a tree lead to names in the same folder that are no links. */
bool files_links_are_plain(struct git_history *history, const git_oid *tree);

#endif
