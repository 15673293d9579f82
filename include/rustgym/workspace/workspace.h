/*
 * Where a learner works: the folder with exercises/roadmap.json, and .rustgym/ in it.
 *
 *   .rustgym/progress.json  config.json  lock  repo.git/  cache/  tmp/  .gitignore
 *            machine  incoming.git/ (while what other workspaces tell is checked)
 *            update.json  update/  course-HASH/ (where `update` was given a git URL)
 *
 * A workspace that `init` made has a course elsewhere (config "course"), which keeps the hints; in a
 * clone of a course the two are one folder.
 */
#ifndef RUSTGYM_WORKSPACE_H
#define RUSTGYM_WORKSPACE_H

#include "rustgym/base/error.h"
#include "rustgym/base/lock.h"

#include <stdbool.h>

struct workspace {
	char *root;  /* absolute, links resolved */
	char *state; /* root/.rustgym */
	char *cache; /* $RUSTGYM_CACHE or state/cache: build products, safe to delete */
};

/* Finds the workspace by walking up from `from`. ERROR_ENVIRONMENT when there is none. */
int workspace_find(const char *from, struct workspace *workspace, struct error *err);

/* The workspace in exactly this folder, whether it is one yet or not. */
int workspace_at(const char *root, struct workspace *workspace, struct error *err);

/*
 * Makes .rustgym/, cache/ and tmp/ (file_write's) where they are missing, and deletes what killed
 * writers left in tmp/. ERROR_IO.
 */
int workspace_prepare(const struct workspace *workspace, struct error *err);

void workspace_clear(struct workspace *workspace);

/* A path in .rustgym/: free() it. */
char *workspace_state(const struct workspace *workspace, const char *name);

/*
 * The lock of the one watching session, for lock_release on leaving. Waits a second for another holder;
 * then the message of ERROR_ENVIRONMENT names the process that has it.
 */
int workspace_lock(const struct workspace *workspace, struct lock **lock, struct error *err);

#endif
