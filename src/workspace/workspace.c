#include "rustgym/workspace/workspace.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/utf8.h"
#include "rustgym/course/course.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

int workspace_at(const char *root, struct workspace *workspace, struct error *err)
{
	char *real = realpath(root, NULL);

	*workspace = (struct workspace){0};
	if (!real)
		return error_errno(err, errno, "the folder %s can't be found", root);
	workspace->root = real;
	workspace->state = path_join(real, ".rustgym");
	workspace->cache = choose_cache(real, workspace->state);
	return 0;
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
	int result = prepare_temporary(workspace->root, err);

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
