/*
 * What another workspace tells, before anything of it is taken: a git directory of its own, which
 * borrows the objects of the history and is checked as what a stranger wrote.
 */
#ifndef RUSTGYM_HISTORY_GIT_INCOMING_H
#define RUSTGYM_HISTORY_GIT_INCOMING_H

#include "store.h"

enum { INCOMING_REFS_MAX = 20000 };

/* Whether it is a ref that workspaces tell each other. */
bool incoming_is_ref(const char *ref);

/* Calls visit for each, of any repository; stops at the first result that is not 0. */
int incoming_foreach_ref(git_repository *repo, int (*visit)(const char *ref, void *data),
			 void *data);

#endif
