#include "rustgym/base/own_file.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

enum { WAIT_MS = 5000 };

/* ---- where ------------------------------------------------------------------------------------- */

char *own_file_path(enum own_kind kind, const char *name)
{
	static const struct {
		const char *variable, *below_home;
	} places[] = {
		[OWN_CONFIG] = {"XDG_CONFIG_HOME", ".config"},
		[OWN_STATE] = {"XDG_STATE_HOME", ".local/state"},
		[OWN_CACHE] = {"XDG_CACHE_HOME", ".cache"},
	};
	const char *chosen = getenv(places[kind].variable), *home = getenv("HOME");

	if (chosen && chosen[0] == '/')
		return memory_format("%s/rustgym/%s", chosen, name);
	return home && home[0] == '/'
		       ? memory_format("%s/%s/rustgym/%s", home, places[kind].below_home, name)
		       : NULL;
}

/* ---- whose ------------------------------------------------------------------------------------- */

/* A group that is the user's own has nobody else in it. */
const char *own_file_fault(const struct stat *st, uid_t other)
{
	if (st->st_uid != geteuid() && st->st_uid != other)
		return "belongs to another user";
	if ((st->st_mode & S_IWOTH) || ((st->st_mode & S_IWGRP) && st->st_gid != getegid()))
		return "can be written by other users (`chmod go-w` ends that)";
	return NULL;
}

static int refuse(const char *path, const char *why, struct error *err)
{
	return error_set(err, ERROR_IO, "%s %s, so it is not used", path, why);
}

static int check_folder(const char *path, struct error *err)
{
	char *folder = path_parent(path);
	struct stat st;
	const char *why = stat(folder, &st) == 0 ? own_file_fault(&st, geteuid()) : NULL;
	int result = why ? refuse(folder, why, err) : 0;

	free(folder);
	return result;
}

/* ---- reading and writing ----------------------------------------------------------------------- */

int own_file_read(const char *path, bool *found, struct buffer *out, struct error *err)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC), result = 0;
	const char *why;
	struct stat st;

	*found = false;
	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR
			       ? 0
			       : error_errno(err, errno, "%s can't be opened", path);
	why = fstat(fd, &st) == 0 ? own_file_fault(&st, geteuid()) : NULL;
	result = why ? refuse(path, why, err) : check_folder(path, err);
	if (!result)
		result = file_read_open(fd, path, FILE_COURSE_MAX, out, err);
	*found = !result && out->len;
	close(fd);
	return result;
}

static int make_folder(const char *path, struct error *err)
{
	char *folder = path_parent(path), *above = path_parent(folder);
	int result = file_make_folder(above, err);

	if (!result && mkdir(folder, 0700) < 0 && errno != EEXIST)
		result = error_errno(err, errno, "the folder %s can't be made", folder);
	free(above);
	free(folder);
	return result ? result : check_folder(path, err);
}

int own_file_write(const char *path, const void *data, size_t len, struct error *err)
{
	char *real = realpath(path, NULL);
	int result = make_folder(path, err);

	if (!result && !real) { /* file_write keeps the mode of what is there */
		int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

		if (fd >= 0)
			close(fd);
	}
	if (!result)
		result = file_write(real ? real : path, data, len, err);
	free(real);
	return result;
}

int own_file_lock(const char *path, struct lock **lock, struct error *err)
{
	char *file = memory_format("%s.lock", path);
	int result = make_folder(path, err);

	*lock = NULL;
	if (!result)
		result = lock_take(file, WAIT_MS, lock, NULL, err);
	if (result == ERROR_ENVIRONMENT)
		error_set(err, result, "another rustgym is changing %s; try again", path);
	free(file);
	return result;
}
