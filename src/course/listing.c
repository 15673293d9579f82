#include "listing.h"
#include "rustgym/memory.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct listing_entry {
	char *name;
	mode_t kind;
};

static mode_t kind_of(const struct dirent *entry)
{
	switch (entry->d_type) {
	case DT_REG:
		return S_IFREG;
	case DT_DIR:
		return S_IFDIR;
	case DT_LNK:
		return S_IFLNK;
	default:
		return 0;
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct listing_entry *)a)->name,
		      ((const struct listing_entry *)b)->name);
}

void listing_read(struct listing *listing, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	size_t capacity = 0;

	*listing = (struct listing){0};
	while (dir && (entry = readdir(dir))) {
		if (listing->count == capacity) {
			capacity = capacity ? capacity * 2 : 64;
			listing->entries = memory_resize(listing->entries, capacity,
							 sizeof(*listing->entries));
		}
		listing->entries[listing->count++] = (struct listing_entry){
			memory_copy_string(entry->d_name), kind_of(entry)};
	}
	if (dir)
		closedir(dir);
	if (listing->count)
		qsort(listing->entries, listing->count, sizeof(*listing->entries), by_name);
}

void listing_clear(struct listing *listing)
{
	for (size_t i = 0; i < listing->count; i++)
		free(listing->entries[i].name);
	free(listing->entries);
	*listing = (struct listing){0};
}

mode_t listing_kind(const struct listing *listing, const char *name)
{
	const struct listing_entry wanted = {.name = (char *)name}, *found = NULL;

	if (listing->count)
		found = bsearch(&wanted, listing->entries, listing->count, sizeof(wanted), by_name);
	return found ? found->kind : 0;
}
