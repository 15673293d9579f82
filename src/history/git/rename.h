/*
 * An exercise's chains under another name.
 */
#ifndef RUSTGYM_HISTORY_GIT_RENAME_H
#define RUSTGYM_HISTORY_GIT_RENAME_H

#include "store.h"

/* Under the writing lock. A chain that stands under the new name already stays as it is. */
int rename_chains(struct git_history *history, const struct exercise *from,
		  const struct exercise *to, struct error *err);

#endif
