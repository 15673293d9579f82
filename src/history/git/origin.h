/*
 * Finds the text that was handed out, whatever is on the learner's disk now:
 *
 *   1. in the installed course that `init` copied (the setting "course"; the program's own, if that
 *      is set to nothing), if its roadmap.json is still the same as here. Somebody can have worked in
 *      the program's own, too, if that is a clone or an archive. Then it is the newest commit that
 *      HEAD and its upstream both have (HEAD, if there is no upstream), else what rustgym recorded
 *      there;
 *   2. else in the git repository that contains the workspace: in the course's commit.
 *
 * The course's commit is found in two steps. It starts with the newest commit that HEAD and its
 * upstream both have, else with HEAD. From there it goes back over the commits that were made in
 * this repository, which HEAD's reflog knows. If all commits were made here, the first one is the
 * handed-out text.
 */
#ifndef RUSTGYM_HISTORY_GIT_ORIGIN_H
#define RUSTGYM_HISTORY_GIT_ORIGIN_H

#include "store.h"

struct origin {
	char *course;         /* the folder of 1, or NULL */
	git_repository *repo; /* the repository of 2, or the one that 1 is taken from, or NULL */
	git_tree *tree;       /* the workspace's folder in the course's commit */
};

/* Opens 1, else 2. Neither may exist, which is no error. `shipped` is the program's course, or NULL. */
void origin_open(struct origin *origin, const struct workspace *workspace, const char *shipped);
void origin_clear(struct origin *origin);

/*
 * Opens the program's course, whatever the workspace has. Returns false if nothing but its folder
 * has that course. The caller clears the origin in both cases.
 */
bool origin_open_untouched(struct origin *origin, const char *shipped);

/*
 * Adds the files at a path in the workspace: one file, or all files below a folder. Their paths are
 * relative to the workspace. Returns false if the origin does not have them. If git changes line
 * ends, the result has those of the file on disk.
 */
bool origin_read(const struct origin *origin, const struct workspace *workspace, const char *path,
		 struct file_set *files);

#endif
