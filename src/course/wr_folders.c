#include "wr_folders.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

const char *wr_exercises_dir(const struct json_value *settings)
{
	const char *dir = json_get_string(settings, "exercises_dir");

	if (!dir)
		dir = json_get_string(settings, "koans_dir");
	return dir ? dir : "exercises";
}

static bool is_numbered(const char *name)
{
	return isdigit((unsigned char)name[0]) && isdigit((unsigned char)name[1]) &&
	       name[2] == '_' && name[3] && path_is_name(name);
}

/* Adds the numbered folders in a folder, by number. Links are left out. */
static void add_numbered(const char *root, const char *folder, struct strings *found)
{
	char *full = path_join(root, folder);
	DIR *dir = opendir(full);
	struct strings here = STRINGS_INIT;
	struct dirent *entry;
	struct stat st;

	while (dir && (entry = readdir(dir)))
		if (is_numbered(entry->d_name) &&
		    fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISDIR(st.st_mode))
			strings_add(&here, entry->d_name);
	if (dir)
		closedir(dir);
	strings_sort(&here);
	for (size_t i = 0; i < here.count; i++)
		strings_take(found, path_join(folder, here.items[i]));
	strings_clear(&here);
	free(full);
}

static bool is_exercise(const char *root, const char *path)
{
	static const char *const marks[] = {"Cargo.toml", ".wr.toml"};
	bool is = false;

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		char *mark = memory_format("%s/%s/%s", root, path, marks[i]);

		is = is || file_exists(mark);
		free(mark);
	}
	return is;
}

void wr_folders(const char *root, const char *dir, struct strings *found)
{
	struct strings chapters = STRINGS_INIT, all = STRINGS_INIT;

	if (path_is_contained(dir))
		add_numbered(root, dir, &chapters);
	for (size_t i = 0; i < chapters.count; i++)
		add_numbered(root, chapters.items[i], &all);
	for (size_t i = 0; i < all.count; i++)
		if (is_exercise(root, all.items[i]))
			strings_add(found, all.items[i]);
	strings_clear(&all);
	strings_clear(&chapters);
}
