#include "listing.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

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

void listing_read(struct listing *listing, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	*listing = (struct listing){.names = BUFFER_INIT};
	if (!dir)
		return;
	buffer_reserve(&listing->names, 4096);
	while ((entry = readdir(dir))) {
		mode_t kind = kind_of(entry);
		buffer_add(&listing->names, &kind, sizeof(kind));
		buffer_add(&listing->names, entry->d_name, strlen(entry->d_name) + 1);
	}
	closedir(dir);
	/* Only now do the names stay where they are. */
	for (size_t at = 0; at < listing->names.len;) {
		const char *name = listing->names.data + at + sizeof(mode_t);
		mode_t kind;

		memcpy(&kind, listing->names.data + at, sizeof(kind));
		name_index_enter(&listing->kinds, name, kind);
		at += sizeof(kind) + strlen(name) + 1;
	}
}

void listing_clear(struct listing *listing)
{
	buffer_clear(&listing->names);
	name_index_clear(&listing->kinds);
}

mode_t listing_kind(const struct listing *listing, const char *name)
{
	size_t kind = name_index_find(&listing->kinds, name);

	return kind == NAME_INDEX_NONE ? 0 : (mode_t)kind;
}
