#include "rustgym/history/exercise_files.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct scan {
	char *folder; /* absolute */
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

	if (file_read(full, FILE_COURSE_MAX, &content, &why))
		leave(scan, path, why.message);
	else
		file_set_add(&scan->files->set, path, content.data, content.len)->runnable =
			stat(full, &st) == 0 && (st.st_mode & 0100);
	buffer_clear(&content);
	free(full);
}

static void add_link(struct scan *scan, const char *path)
{
	char *full = path_join(scan->folder, path), to[PATH_MAX];
	ssize_t len = readlink(full, to, sizeof(to));

	if (len < 0 || len == sizeof(to))
		leave(scan, path, "a symbolic link can't be read");
	else
		file_set_add(&scan->files->set, path, to, (size_t)len)->link = true;
	free(full);
}

static int add_below(struct scan *scan, const char *path, struct error *err);

static int add_any(struct scan *scan, const char *path, struct error *err)
{
	char *full = path_join(scan->folder, path);
	struct stat st;
	int result = 0;

	if (lstat(full, &st) < 0)
		; /* it was removed after the folder was read */
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
	DIR *dir = opendir(full);
	struct dirent *entry;
	int result = 0;

	if (!dir && errno != ENOENT)
		result = error_errno(err, errno, "the folder %s can't be read", full);
	while (!result && dir && (entry = readdir(dir))) {
		char *below = path_join(path, entry->d_name);
		if (!path_is_clutter(entry->d_name))
			result = add_any(scan, below, err);
		free(below);
	}
	if (dir)
		closedir(dir);
	free(full);
	return result;
}

static int add_one(struct scan *scan, const struct exercise *exercise, struct error *err)
{
	const char *name = path_base(exercise->path);
	char *full = path_join(scan->folder, name);

	if (file_exists(full))
		add_regular(scan, name);
	free(full);
	return scan->files->said.count ? error_set(err, ERROR_IO, "%s", scan->files->said.items[0])
				       : 0;
}

int exercise_files_read(const char *root, const struct exercise *exercise,
			struct exercise_files *files, struct error *err)
{
	char *folder = exercise_folder(exercise);
	struct scan scan = {.folder = path_join(root, folder), .files = files};
	int result = exercise->folder ? add_below(&scan, "", err) : add_one(&scan, exercise, err);

	free(scan.folder);
	free(folder);
	return result;
}

void exercise_files_clear(struct exercise_files *files)
{
	file_set_clear(&files->set);
	strings_clear(&files->left);
	strings_clear(&files->said);
}
