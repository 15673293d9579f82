/*
 * What rustgym lets be in a snapshot, whoever made it: a snapshot that came from elsewhere, and any that is
 * about to be put in place.
 */
#ifndef RUSTGYM_HISTORY_GIT_TREE_CHECK_H
#define RUSTGYM_HISTORY_GIT_TREE_CHECK_H

#include <git2.h>
#include <stddef.h>

struct tree_check {
	git_repository *repo;
	git_odb *odb;
	size_t entries; /* looked at so far; the caller may begin anew */
};

enum { TREE_ENTRIES_MAX = 10000 }; /* of one snapshot */

extern const char tree_is_damaged[];

/*
 * NULL, or what is wrong with the tree: tree_is_damaged, when it can't be read, else a noun. Names
 * are plain (path_is_name), no clutter, in git's order, and none is there twice.
 */
const char *tree_fault(struct tree_check *check, const git_oid *tree);

/* The same of a tree that has one file, of this name and at most max bytes, and nothing else. */
const char *tree_of_one_fault(struct tree_check *check, const git_oid *tree, const char *name,
			      size_t max);

#endif
