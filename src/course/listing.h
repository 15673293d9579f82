/*
 * What a folder holds, read at once. For loader.c.
 *
 * A zeroed struct listing is empty; so is that of a folder that can't be read.
 */
#ifndef RUSTGYM_LISTING_H
#define RUSTGYM_LISTING_H

#include "name_index.h"
#include "rustgym/base/buffer.h"

#include <sys/types.h>

struct listing {
	struct buffer names; /* each with its kind before it and its NUL */
	struct name_index kinds;
};

void listing_read(struct listing *listing, const char *folder);
void listing_clear(struct listing *listing);

/* S_IFREG, S_IFDIR or S_IFLNK; 0 when there is no such name, or the file system doesn't say. */
mode_t listing_kind(const struct listing *listing, const char *name);

#endif
