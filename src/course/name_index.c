/*
 * A hash table with open addressing: a name is in the first free slot after its hash. At most half
 * of the slots are used.
 */
#include "name_index.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct name_slot {
	const char *name; /* NULL: free */
	uint64_t hash;
	size_t number;
};

static uint64_t hash_of(const char *name)
{
	return file_hash(FILE_HASH_START, name, strlen(name));
}

static struct name_slot *slot_of(const struct name_index *index, const char *name, uint64_t hash)
{
	for (uint64_t at = hash;; at++) {
		struct name_slot *slot = &index->slots[at & (index->slot_count - 1)];
		if (!slot->name || (slot->hash == hash && strcmp(slot->name, name) == 0))
			return slot;
	}
}

static void grow(struct name_index *index)
{
	struct name_index grown = {.slot_count = index->slot_count ? index->slot_count * 2 : 64,
				   .count = index->count};

	grown.slots = memory_new(grown.slot_count * sizeof(*grown.slots));
	for (size_t i = 0; i < index->slot_count; i++) {
		const struct name_slot *old = &index->slots[i];
		if (old->name)
			*slot_of(&grown, old->name, old->hash) = *old;
	}
	free(index->slots);
	*index = grown;
}

size_t name_index_enter(struct name_index *index, const char *name, size_t number)
{
	uint64_t hash = hash_of(name);
	struct name_slot *slot;

	if (index->count * 2 >= index->slot_count)
		grow(index);
	slot = slot_of(index, name, hash);
	if (!slot->name) {
		*slot = (struct name_slot){name, hash, number};
		index->count++;
	}
	return slot->number;
}

size_t name_index_find(const struct name_index *index, const char *name)
{
	const struct name_slot *slot = NULL;

	if (index->count)
		slot = slot_of(index, name, hash_of(name));
	return slot && slot->name ? slot->number : NAME_INDEX_NONE;
}

void name_index_clear(struct name_index *index)
{
	free(index->slots);
	*index = (struct name_index){0};
}
