/*
 * How the course was handed out, whatever the learner has on disk by now:
 *
 *   1. the installed course that `init` copied from (the setting "course"), if it is still the same one;
 *   2. the git repository that the workspace is in: the course's commit, not the learner's.
 *
 * The course's commit is the newest one that HEAD and its upstream have in common, or else HEAD; from
 * there it goes back past the commits that were made here, which HEAD's reflog knows. A repository
 * whose commits were all made here begins with what was handed out.
 */
#ifndef RUSTGYM_HISTORY_GIT_ORIGIN_H
#define RUSTGYM_HISTORY_GIT_ORIGIN_H

#include "store.h"

struct origin {
	char *course;         /* 1, the folder; or NULL */
	git_repository *repo; /* 2, or NULL */
	git_tree *tree;       /* the workspace's folder in the course's commit */
};

/* Neither may be there. That is no error. */
void origin_open(struct origin *origin, const struct workspace *workspace);
void origin_clear(struct origin *origin);

/*
 * Adds the files at a path in the workspace, one file or all below a folder, with their paths relative
 * to the workspace. False when nothing is known of it. Line ends are those of the file on disk where
 * git changes them.
 */
bool origin_read(const struct origin *origin, const struct workspace *workspace, const char *path,
		 struct file_set *files);

#endif
