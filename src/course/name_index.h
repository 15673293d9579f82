/*
 * Finds by name, in a time that does not grow with the number of names.
 *
 * A zeroed struct name_index is empty. The names are borrowed.
 */
#ifndef RUSTGYM_NAME_INDEX_H
#define RUSTGYM_NAME_INDEX_H

#include <stddef.h>

#define NAME_INDEX_NONE ((size_t)-1)

struct name_index {
	struct name_slot *slots;
	size_t slot_count, count; /* a power of two, or 0; of names */
};

/* Enters a name with its number, unless it has one: the number it then has. */
size_t name_index_enter(struct name_index *index, const char *name, size_t number);

/* The name's number, or NAME_INDEX_NONE. */
size_t name_index_find(const struct name_index *index, const char *name);

void name_index_clear(struct name_index *index);

#endif
