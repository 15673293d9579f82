/*
 * Housekeeping: loose objects, a file each, become a pack; many packs become one.
 */
#ifndef RUSTGYM_HISTORY_GIT_PACK_H
#define RUSTGYM_HISTORY_GIT_PACK_H

#include "store.h"

/*
 * Packs when there are more loose objects than `most`. What no ref leads to is packed with the rest.
 * The writing lock is taken for the end alone, so that others go on recording: what comes meanwhile
 * stays where it is.
 */
int pack_when_due(struct git_history *history, size_t most, struct error *err);

#endif
