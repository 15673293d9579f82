/*
 * Receives the work of another workspace and checks it before anything is taken. It is in a git
 * directory of its own, which can use the history's objects. Its content is not trusted.
 */
#ifndef RUSTGYM_HISTORY_GIT_INCOMING_H
#define RUSTGYM_HISTORY_GIT_INCOMING_H

#include "store.h"

enum { INCOMING_REFS_MAX = 20000 };

/* Returns whether workspaces exchange this ref. */
bool incoming_is_ref(const char *ref);

/* Calls `visit` for each exchanged ref of a repository. Stops at the first result that is not 0. */
int incoming_foreach_ref(git_repository *repo, int (*visit)(const char *ref, void *data),
			 void *data);

#endif
