#include "rustgym/workspace/workspace.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/utf8.h"
#include "rustgym/course/course.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ms; for a session that is just ending, or was killed and has not ended yet */
enum { WAIT_MS = 1000 };

/* Linkers and cargo cannot write below a folder whose path contains one of these characters. */
static bool compilers_can_write_below(const char *path)
{
	size_t at;

	return !strpbrk(path, "%:\n\r") && utf8_is_valid(path, strlen(path), &at);
}

/*
 * Returns the folder for build products: $RUSTGYM_CACHE, else .rustgym/cache. If compilers cannot
 * work with the workspace's path, it is a folder in the user's cache.
 */
static char *choose_cache(const char *root, const char *state)
{
	const char *wish = getenv("RUSTGYM_CACHE"), *user = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");
	uint64_t hash = file_hash(FILE_HASH_START, root, strlen(root));
	char *folder, *cache;

	if (wish && wish[0] == '/')
		return memory_copy_string(wish);
	if (compilers_can_write_below(root) || (!(user && user[0] == '/') && !home))
		return path_join(state, "cache");
	folder = user && user[0] == '/' ? memory_copy_string(user) : path_join(home, ".cache");
	cache = memory_format("%s/rustgym/%016" PRIx64, folder, hash);
	free(folder);
	return cache;
}

/* ---- whose it is ------------------------------------------------------------------------------- */

static int refuse(const char *path, const char *why, struct error *err)
{
	return error_set(err, ERROR_ENVIRONMENT,
			 "%s %s. rustgym runs what it keeps there, so nothing was done; delete it, "
			 "or make a place of your own with `rustgym init DIR`",
			 path, why);
}

/* Nobody else may have put there what is run or deleted later: a learner's own group is no one else. */
static int check_ours(const char *path, const struct stat *st, struct error *err)
{
	if (S_ISLNK(st->st_mode))
		return refuse(path, "is a symbolic link", err);
	if (!S_ISDIR(st->st_mode) && !S_ISREG(st->st_mode))
		return refuse(path, "is neither a file nor a folder", err);
	if (st->st_uid != geteuid())
		return refuse(path, "belongs to another user", err);
	if ((st->st_mode & S_IWOTH) || ((st->st_mode & S_IWGRP) && st->st_gid != getegid()))
		return refuse(path, "can be written by other users (`chmod go-w` ends that)", err);
	return 0;
}

/* How far down names are looked at. What lies in FILE_TEMPORARY is never opened by its name. */
static int depth_below(const char *name, int depth)
{
	static const char *const deep[] = {"cache", "repo.git", "update", ".rustgym"};

	for (size_t i = 0; i < sizeof(deep) / sizeof(*deep); i++)
		if (strcmp(name, deep[i]) == 0)
			return depth;
	return 0;
}

static int check_folder(const char *path, int depth, struct error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), result = 0;
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;
	struct stat st;

	while (!result && dir && (entry = readdir(dir))) {
		char *below = path_join(path, entry->d_name);
		bool real = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
			    fstatat(fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0;

		if (real)
			result = check_ours(below, &st, err);
		if (real && !result && S_ISDIR(st.st_mode) && depth)
			result = check_folder(below, depth_below(entry->d_name, depth - 1), err);
		free(below);
	}
	if (dir)
		closedir(dir);
	else if (fd >= 0)
		close(fd);
	return result;
}

/* The folder with what rustgym keeps, as far as it is there. */
static int check_kept(const char *path, bool may_be_link, struct error *err)
{
	struct stat st;
	int result;

	if ((may_be_link ? stat(path, &st) : lstat(path, &st)) < 0)
		return 0;
	result = check_ours(path, &st, err);
	return result || !S_ISDIR(st.st_mode) ? result : check_folder(path, 2, err);
}

/* A cache elsewhere is where the learner, or who set it up for them, wants it. */
static int check_owner(const struct workspace *workspace, struct error *err)
{
	int result = check_kept(workspace->state, false, err);

	if (!result && !path_below(workspace->cache, workspace->state))
		result = check_kept(workspace->cache, true, err);
	return result;
}

int workspace_at(const char *root, struct workspace *workspace, struct error *err)
{
	char *real = realpath(root, NULL);
	int result;

	*workspace = (struct workspace){0};
	if (!real)
		return error_errno(err, errno, "the folder %s can't be found", root);
	workspace->root = real;
	workspace->state = path_join(real, ".rustgym");
	workspace->cache = choose_cache(real, workspace->state);
	result = check_owner(workspace, err);
	if (result)
		workspace_clear(workspace);
	return result;
}

int workspace_find(const char *from, struct workspace *workspace, struct error *err)
{
	char *folder = realpath(from, NULL);

	*workspace = (struct workspace){0};
	if (!folder)
		return error_errno(err, errno, "the folder %s can't be found", from);
	while (!course_is_at(folder)) {
		char *parent = path_parent(folder);
		if (strcmp(parent, folder) == 0) {
			free(parent);
			free(folder);
			return error_set(
				err, ERROR_ENVIRONMENT,
				"no course here: neither %s nor a folder above it has an "
				"exercises/roadmap.json. `rustgym init DIR` makes a place to "
				"work in",
				from);
		}
		free(folder);
		folder = parent;
	}
	int result = workspace_at(folder, workspace, err);
	free(folder);
	return result;
}

static int prepare_temporary(const char *folder, struct error *err)
{
	char *place = path_join(folder, FILE_TEMPORARY);
	int result = file_make_folder(place, err);

	file_sweep(folder);
	free(place);
	return result;
}

int workspace_prepare(const struct workspace *workspace, struct error *err)
{
	char *ignore = workspace_state(workspace, ".gitignore");
	int result = 0;

	if (mkdir(workspace->state, 0700) < 0 && errno != EEXIST)
		result = error_errno(err, errno, "the folder %s can't be made", workspace->state);
	if (!result)
		result = prepare_temporary(workspace->root, err);

	if (!result)
		result = file_make_folder(workspace->cache, err);
	if (!result && !path_below(workspace->cache, workspace->root))
		result = prepare_temporary(workspace->cache, err);
	if (!result && !file_exists(ignore))
		result = file_write(ignore, "*\n", 2, err);
	free(ignore);
	return result;
}

void workspace_clear(struct workspace *workspace)
{
	if (!workspace)
		return;
	free(workspace->root);
	free(workspace->state);
	free(workspace->cache);
	*workspace = (struct workspace){0};
}

char *workspace_state(const struct workspace *workspace, const char *name)
{
	return path_join(workspace->state, name);
}

int workspace_lock(const struct workspace *workspace, struct lock **lock, struct error *err)
{
	char *path = workspace_state(workspace, "lock"), pid[32] = "PID";
	long holder;
	int result = lock_take(path, WAIT_MS, lock, &holder, err);

	if (holder)
		snprintf(pid, sizeof(pid), "%ld", holder);
	if (result == ERROR_ENVIRONMENT)
		error_set(
			err, ERROR_ENVIRONMENT,
			"another rustgym (process %s) is watching %s. Use its terminal, or end it "
			"with `kill %s`",
			holder ? pid : "unknown", workspace->root, pid);
	free(path);
	return result;
}
