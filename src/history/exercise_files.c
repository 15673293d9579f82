#include "rustgym/history/exercise_files.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/place.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct scan {
	struct place root;
	const char *folder; /* the exercise's, relative to the root */
	struct exercise_files *files;
};

char *exercise_folder(const struct exercise *exercise)
{
	return exercise->folder ? memory_copy_string(exercise->path) : path_parent(exercise->path);
}

static void leave(struct scan *scan, const char *path, const char *why)
{
	strings_add(&scan->files->left, path);
	strings_addf(&scan->files->said, "%s, so it was left alone", why);
}

static void add_regular(struct scan *scan, const char *path)
{
	char *full = path_join(scan->folder, path);
	struct buffer content = BUFFER_INIT;
	struct error why = ERROR_INIT;
	struct stat st;

	if (place_read(&scan->root, full, FILE_COURSE_MAX, &content, &why))
		leave(scan, path, why.message);
	else
		file_set_add(&scan->files->set, path, content.data, content.len)->runnable =
			place_examine(&scan->root, full, &st) && (st.st_mode & 0100);
	buffer_clear(&content);
	free(full);
}

static void add_link(struct scan *scan, const char *path)
{
	char *full = path_join(scan->folder, path);
	struct buffer to = BUFFER_INIT;

	if (place_read_link(&scan->root, full, &to, NULL))
		leave(scan, path, "a symbolic link can't be read");
	else
		file_set_add(&scan->files->set, path, to.data, to.len)->link = true;
	buffer_clear(&to);
	free(full);
}

static int add_below(struct scan *scan, const char *path, struct error *err);

static int add_any(struct scan *scan, const char *path, struct error *err)
{
	char *full = path_join(scan->folder, path);
	struct stat st;
	int result = 0;

	if (!place_examine(&scan->root, full, &st))
		; /* gone since it was listed */
	else if (S_ISDIR(st.st_mode))
		result = add_below(scan, path, err);
	else if (S_ISREG(st.st_mode))
		add_regular(scan, path);
	else if (S_ISLNK(st.st_mode))
		add_link(scan, path);
	else
		leave(scan, path, "what is neither file, folder nor link can't be recorded");
	free(full);
	return result;
}

/* Adds everything below a folder. "" is the exercise's own folder. */
static int add_below(struct scan *scan, const char *path, struct error *err)
{
	char *full = *path ? path_join(scan->folder, path) : memory_copy_string(scan->folder);
	struct strings names = STRINGS_INIT;
	int result = place_list(&scan->root, full, &names, err);

	for (size_t i = 0; !result && i < names.count; i++) {
		char *below = path_join(path, names.items[i]);
		if (!path_is_clutter(names.items[i]) && !path_is_name(names.items[i]))
			leave(scan, below,
			      "a file has a name with characters that are not shown, or that other "
			      "machines can't have");
		else if (!path_is_clutter(names.items[i]))
			result = add_any(scan, below, err);
		free(below);
	}
	strings_clear(&names);
	free(full);
	return result;
}

static int add_one(struct scan *scan, const struct exercise *exercise, struct error *err)
{
	struct stat st;

	if (place_examine(&scan->root, exercise->path, &st))
		add_regular(scan, path_base(exercise->path));
	return scan->files->said.count ? error_set(err, ERROR_IO, "%s", scan->files->said.items[0])
				       : 0;
}

int exercise_files_read(const char *root, const struct exercise *exercise,
			struct exercise_files *files, struct error *err)
{
	char *folder = exercise_folder(exercise);
	struct scan scan = {.folder = folder, .files = files};
	int result = place_open(root, &scan.root, err);

	if (!result)
		result = exercise->folder ? add_below(&scan, "", err)
					  : add_one(&scan, exercise, err);
	place_close(&scan.root);
	free(folder);
	return result;
}

void exercise_files_clear(struct exercise_files *files)
{
	file_set_clear(&files->set);
	strings_clear(&files->left);
	strings_clear(&files->said);
}

uint64_t exercise_file_hash(uint64_t hash, const struct file_set_item *file)
{
	hash = file_hash(hash, file->path, strlen(file->path) + 1);
	return file_hash(hash, file->bytes, file->len);
}

uint64_t exercise_files_hash(const struct exercise *exercise, const struct file_set *files)
{
	uint64_t hash = FILE_HASH_START;

	for (size_t i = 0; i < files->count; i++)
		if (exercise_file_owner(exercise, files->items[i].path) != OWNER_CARGO)
			hash = exercise_file_hash(hash, &files->items[i]);
	return hash;
}
