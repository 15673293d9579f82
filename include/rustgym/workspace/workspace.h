/*
 * Finds the folder in which a learner works. It has exercises/roadmap.json and .rustgym/:
 *
 *   .rustgym/progress.json  config.json  lock  repo.git/  cache/  tmp/  .gitignore
 *            machine  incoming.git/ (while the work of other workspaces is checked)
 *            placed/ (the hash of each text that rustgym put in the place of a learner's: placed.h)
 *            update.json  update/  course-HASH/ (after `update` with a git URL)
 *            review/ (progress.json, lock and repo.git of the copies in the folder review)
 *
 * If `init` made the workspace, the course with the hints is in another folder (config "course", which is
 * in the user's own file).
 * In a clone of a course, workspace and course are the same folder.
 */
#ifndef RUSTGYM_WORKSPACE_H
#define RUSTGYM_WORKSPACE_H

#include "rustgym/base/error.h"
#include "rustgym/base/lock.h"

#include <stdbool.h>

struct workspace {
	char *root;   /* absolute, links resolved */
	char *state;  /* root/.rustgym */
	char *cache;  /* $RUSTGYM_CACHE or state/cache: build products, safe to delete */
	bool anyones; /* the learner trusts its owner, whoever that is (workspace_find_anyones) */
};

/*
 * Finds the workspace in the folder `from` or above it. ERROR_ENVIRONMENT: there is none, or it belongs
 * to another user, or somebody else could have written what rustgym keeps there.
 */
int workspace_find(const char *from, struct workspace *workspace, struct error *err);

/* The same for a learner who trusts the workspace's owner and everybody who can write there. */
int workspace_find_anyones(const char *from, struct workspace *workspace, struct error *err);

/*
 * Makes a struct workspace for exactly this folder, also if it is not a workspace yet. Its owners are
 * checked as by workspace_find.
 */
int workspace_at(const char *root, struct workspace *workspace, struct error *err);

/*
 * Makes the workspace of the copies that are reviewed: it has progress, history and lock of its own, and
 * the root, the settings and the build products of `workspace`. The caller clears it.
 */
void workspace_turn_to_review(const struct workspace *workspace, struct workspace *review);

/*
 * Makes .rustgym/, cache/ and tmp/ if they are missing, and deletes the files in tmp/ that killed
 * processes left (see file_write). ERROR_IO.
 */
int workspace_prepare(const struct workspace *workspace, struct error *err);

void workspace_clear(struct workspace *workspace);

/* Returns a path in .rustgym/, which the caller frees. */
char *workspace_state(const struct workspace *workspace, const char *name);

/*
 * Takes the lock of the only watching session. The caller releases it with lock_release. Waits one
 * second for another holder. ERROR_ENVIRONMENT: another process holds the lock; the message names
 * it.
 */
int workspace_lock(const struct workspace *workspace, struct lock **lock, struct error *err);

#endif
