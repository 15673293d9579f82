/*
 * What another workspace tells, before anything of it is taken: a git directory of its own, which
 * borrows the objects of the history and is checked as what a stranger wrote.
 */
#ifndef RUSTGYM_HISTORY_GIT_INCOMING_H
#define RUSTGYM_HISTORY_GIT_INCOMING_H

#include "rustgym/history/history.h"
#include "store.h"

#define REF_EXERCISE "refs/rustgym/exercise/"
#define REF_SHARED "refs/rustgym/shared/progress"

enum { INCOMING_REFS_MAX = 20000 };

/* Whether it is a ref that workspaces tell each other. */
bool incoming_is_ref(const char *ref);

/* Calls visit for each, of any repository; stops at the first result that is not 0. */
int incoming_foreach_ref(git_repository *repo, int (*visit)(const char *ref, void *data),
			 void *data);

int incoming_new(struct git_history *history, const char *folder, struct error *err);
int incoming_open(git_repository **repo, const char *folder, struct error *err);
int incoming_check(const struct course *course, const char *folder, struct history_offer *offer,
		   struct error *err);

/* Whether all that is told is there as it is here. */
bool incoming_same(struct git_history *history, const char *folder);

#endif
