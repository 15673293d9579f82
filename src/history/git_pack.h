/*
 * Housekeeping: loose objects, a file each, become a pack; many packs become one.
 */
#ifndef RUSTGYM_HISTORY_GIT_PACK_H
#define RUSTGYM_HISTORY_GIT_PACK_H

#include "git_store.h"

/* Packs when there is enough to pack, under the writing lock. What can't be reached stays, too. */
int pack_when_due(struct git_history *history, struct error *err);

#endif
