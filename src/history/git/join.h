/*
 * What another workspace told, joined with what is here.
 */
#ifndef RUSTGYM_HISTORY_GIT_JOIN_H
#define RUSTGYM_HISTORY_GIT_JOIN_H

#include "rustgym/history/history.h"
#include "store.h"

/* All under the writing lock; what is in the folder was checked (git_incoming.h). */
int join_keep_all(struct git_history *history, const struct course *course, const char *action,
		  struct strings *left, struct error *err);
int join_take(struct git_history *history, const struct course *course, const char *folder,
	      const char *action, struct history_arrival *arrival, struct error *err);

#endif
