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
#include <time.h>

struct name_slot {
	const char *name; /* NULL: free */
	uint64_t hash;
	size_t number;
};

/* Each index has a seed of its own, so that no course can have names that all fall into one slot. */
static uint64_t hash_of(const struct name_index *index, const char *name)
{
	uint64_t hash = file_hash(index->seed, name, strlen(name));

	hash = (hash ^ hash >> 32) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

static uint64_t new_seed(const void *somewhere)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return FILE_HASH_START ^ (uint64_t)(uintptr_t)somewhere ^ (uint64_t)now.tv_nsec << 32;
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
				   .count = index->count,
				   .seed = index->seed};

	grown.slots = memory_new(grown.slot_count * sizeof(*grown.slots));
	if (!index->slot_count)
		grown.seed = new_seed(grown.slots);
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
	struct name_slot *slot;
	uint64_t hash;

	if (index->count * 2 >= index->slot_count)
		grow(index);
	hash = hash_of(index, name);
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
		slot = slot_of(index, name, hash_of(index, name));
	return slot && slot->name ? slot->number : NAME_INDEX_NONE;
}

void name_index_renumber(struct name_index *index, const size_t *numbers)
{
	for (size_t i = 0; i < index->slot_count; i++)
		if (index->slots[i].name && index->slots[i].number != NAME_INDEX_NONE)
			index->slots[i].number = numbers[index->slots[i].number];
}

void name_index_clear(struct name_index *index)
{
	free(index->slots);
	*index = (struct name_index){0};
}
