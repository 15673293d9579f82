/*
 * Finds a number by its name, as fast for many names as for few.
 *
 * A zeroed struct name_index is empty. The names are borrowed.
 */
#ifndef RUSTGYM_NAME_INDEX_H
#define RUSTGYM_NAME_INDEX_H

#include <stddef.h>
#include <stdint.h>

#define NAME_INDEX_NONE ((size_t)-1)

struct name_index {
	struct name_slot *slots;
	/* slot_count is a power of two, or 0; count is the number of names */
	size_t slot_count, count;
	uint64_t seed; /* of the hashes */
};

/*
 * Enters a name with a number and returns the number. If the name is already there, returns the
 * number that it has.
 */
size_t name_index_enter(struct name_index *index, const char *name, size_t number);

/* Returns the name's number, or NAME_INDEX_NONE. */
size_t name_index_find(const struct name_index *index, const char *name);

/* Gives each name the number numbers[N], where N is the one that it has. NAME_INDEX_NONE: it is gone. */
void name_index_renumber(struct name_index *index, const size_t *numbers);

void name_index_clear(struct name_index *index);

#endif
