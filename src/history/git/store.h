/*
 * What everything in the module stands on: the repository, the lock, refs, commits and trees.
 * Nothing here knows what an exercise is.
 */
#ifndef RUSTGYM_HISTORY_GIT_STORE_H
#define RUSTGYM_HISTORY_GIT_STORE_H

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
	const struct course *course; /* NULL: nothing is known of it */
	int note;                    /* a file in which the ref is that is being written */
};

enum { REF_MAX = 128 };

/* What workspaces tell each other. */
#define REF_EXERCISE "refs/rustgym/exercise/"
#define REF_SHARED "refs/rustgym/shared/progress"

/* Under the writing lock. Makes the repository where there is none. history is zeroed. */
int store_open(struct git_history *history, const struct workspace *workspace,
	       const struct course *course, struct error *err);
void store_close(struct git_history *history);

/* Another git directory. */
int store_open_other(git_repository **repo, const char *folder, struct error *err);

/* The message of libgit2's last error after "what". */
int store_failed(struct error *err, const char *what);

/* Whether what is written is synced; it is, unless this was asked for. */
void store_sync(bool on);

/* ---- refs and commits: the writing lock is held ---------------------------------------------- */

/* refs/rustgym/KIND/NAME */
void store_ref_name(char ref[REF_MAX], const char *kind, const char *name);

/* The commit a ref points to, or NULL when there is no such ref. */
int store_tip(struct git_history *history, const char *ref, git_commit **commit, struct error *err);

/* Points the ref there, or (NULL) takes it away. */
int store_move(struct git_history *history, const char *ref, const git_oid *to, struct error *err);

/*
 * A commit of tree, in front of parent (NULL: the first), to which the ref then points. when: NULL
 * for now.
 */
int store_commit(struct git_history *history, const char *ref, const git_commit *parent,
		 const git_oid *tree, const git_signature *when, const char *message,
		 struct error *err);

/*
 * A commit with two parents, to which the ref then points: the same one, whoever makes it. Its time
 * is the later one of theirs.
 */
int store_join(struct git_history *history, const char *ref, const git_commit *a,
	       const git_commit *b, const git_oid *tree, const char *message, struct error *err);

/* ---- trees ------------------------------------------------------------------------------------ */

/* All files of a tree, sorted by path, in memory: git_index_free. */
int store_flatten(struct git_history *history, const git_oid *tree, git_index **index,
		  struct error *err);

/* The tree of an index, written to repo: the history's own, or a scratch. */
int store_write_index(git_repository *repo, git_index *index, git_oid *tree, struct error *err);

/* Adds a file. ERROR_USAGE when git takes no such name. */
int store_add(git_repository *repo, git_index *index, const char *path, const void *bytes,
	      size_t len, unsigned mode, struct error *err);

/* What git says of a file that is not in its bytes. */
unsigned store_mode(const struct file_set_item *item);

/*
 * The files of a tree, and the tree of files. What git does not take goes to left, with a sentence;
 * without left it is ERROR_USAGE.
 */
int store_read_set(git_repository *repo, const git_oid *tree, struct file_set *files,
		   struct error *err);
int store_write_set(git_repository *repo, const struct file_set *files, git_oid *tree,
		    struct strings *left, struct strings *said, struct error *err);

/* A repository in memory: what is written to it is gone with it. */
int store_scratch(git_repository **repo, struct error *err);

#endif
