/*
 * The base of the module: the repository, refs, commits and trees. Nothing here knows exercises.
 */
#ifndef RUSTGYM_HISTORY_GIT_STORE_H
#define RUSTGYM_HISTORY_GIT_STORE_H

#include "history/history_internal.h"
#include "rustgym/base/error.h"
#include "rustgym/base/file_set.h"
#include "rustgym/base/strings.h"
#include "rustgym/course/course.h"
#include "rustgym/workspace/workspace.h"

#include <git2.h>
#if __has_include(<git2/sys/errors.h>)
#include <git2/sys/errors.h> /* git_error_clear, from libgit2 1.9 on */
#endif
#include <stdbool.h>

struct git_history {
	git_repository *repo;
	const struct workspace *workspace;
	const struct course *course; /* NULL: the course is unknown */
	const char *shipped;         /* the folder of the program's course, or NULL */
	int note;                    /* a file with the name of the ref that is being written */
};

enum { REF_MAX = 128 };

#define REF_PRISTINE "refs/rustgym/pristine"

/* The refs that workspaces exchange. */
#define REF_EXERCISE "refs/rustgym/exercise/"
#define REF_SHARED "refs/rustgym/shared/progress"

/*
 * The caller holds the lock for writing and zeroes `history`. Makes the repository if it is
 * missing.
 */
int store_open(struct git_history *history, const struct history_place *place, struct error *err);
void store_close(struct git_history *history);

/* Opens another git directory. */
int store_open_other(git_repository **repo, const char *folder, struct error *err);

/* Fills `err` with `what` and the message of libgit2's last error. */
int store_failed(struct error *err, const char *what);

/* Turns syncing of written objects off or on. It is on by default. */
void store_sync(bool on);

/* ---- refs and commits; the caller holds the lock for writing --------------------------------- */

/* Writes "refs/rustgym/KIND/NAME". */
void store_ref_name(char ref[REF_MAX], const char *kind, const char *name);

/* Finds the commit that a ref points to. NULL: there is no such ref. */
int store_tip(struct git_history *history, const char *ref, git_commit **commit, struct error *err);

/* Points the ref to a commit; NULL deletes it. */
int store_move(struct git_history *history, const char *ref, const git_oid *to, struct error *err);

/*
 * Makes a commit of `tree` after `parent` (NULL: the first commit), and points the ref to it.
 * `when` may be NULL: now.
 */
int store_commit(struct git_history *history, const char *ref, const git_commit *parent,
		 const git_oid *tree, const git_signature *when, const char *message,
		 struct error *err);

/*
 * Makes a commit with two parents, and points the ref to it. Every workspace makes the same commit.
 * Its time is the later one of its parents'.
 */
int store_join(struct git_history *history, const char *ref, const git_commit *a,
	       const git_commit *b, const git_oid *tree, const char *message, struct error *err);

/* ---- trees ------------------------------------------------------------------------------------ */

/*
 * Reads all files of a tree into memory, sorted by path. The caller frees the index with
 * git_index_free.
 */
int store_flatten(struct git_history *history, const git_oid *tree, git_index **index,
		  struct error *err);

/* Writes the tree of an index to `repo`: the history's repository or a scratch one. */
int store_write_index(git_repository *repo, git_index *index, git_oid *tree, struct error *err);

/* Adds a file. ERROR_USAGE: git does not accept the name. */
int store_add(git_repository *repo, git_index *index, const char *path, const void *bytes,
	      size_t len, unsigned mode, struct error *err);

/* Returns git's mode of the file. */
unsigned store_mode(const struct file_set_item *item);

/*
 * Read a tree's files, and write a tree of files. A file that git does not accept is added to
 * `left`, with a sentence in `said`. If `left` is NULL, it is ERROR_USAGE.
 */
int store_read_set(git_repository *repo, const git_oid *tree, struct file_set *files,
		   struct error *err);
int store_write_set(git_repository *repo, const struct file_set *files, git_oid *tree,
		    struct strings *left, struct strings *said, struct error *err);

/* Makes a repository in memory. Its content is lost when it is freed. */
int store_scratch(git_repository **repo, struct error *err);

#endif
