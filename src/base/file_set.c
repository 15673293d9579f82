#include "rustgym/base/file_set.h"
#include "rustgym/base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Returns the index of `path`, or the index at which it would be inserted. */
static size_t position(const struct file_set *set, const char *path)
{
	size_t low = 0, high = set->count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (strcmp(set->items[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_at(const struct file_set *set, size_t at, const char *path)
{
	return at < set->count && strcmp(set->items[at].path, path) == 0;
}

static void item_clear(struct file_set_item *item)
{
	free(item->path);
	free(item->bytes);
}

struct file_set_item *file_set_add(struct file_set *set, const char *path, const void *bytes,
				   size_t len)
{
	size_t at = position(set, path);
	struct file_set_item item = {
		.path = memory_copy_string(path), .bytes = memory_copy(bytes, len), .len = len};

	if (is_at(set, at, path)) {
		item_clear(&set->items[at]);
	} else {
		if (set->count == set->capacity) {
			set->capacity = set->capacity ? set->capacity * 2 : 8;
			set->items = memory_resize(set->items, set->capacity, sizeof(*set->items));
		}
		memmove(&set->items[at + 1], &set->items[at],
			(set->count - at) * sizeof(*set->items));
		set->count++;
	}
	set->items[at] = item;
	return &set->items[at];
}

const struct file_set_item *file_set_find(const struct file_set *set, const char *path)
{
	size_t at = position(set, path);

	return is_at(set, at, path) ? &set->items[at] : NULL;
}

static bool item_equal(const struct file_set_item *a, const struct file_set_item *b)
{
	return strcmp(a->path, b->path) == 0 && a->len == b->len &&
	       memcmp(a->bytes, b->bytes, a->len) == 0 && a->runnable == b->runnable &&
	       a->link == b->link;
}

bool file_set_equal(const struct file_set *a, const struct file_set *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!item_equal(&a->items[i], &b->items[i]))
			return false;
	return true;
}

void file_set_clear(struct file_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		item_clear(&set->items[i]);
	free(set->items);
	*set = (struct file_set)FILE_SET_INIT;
}
