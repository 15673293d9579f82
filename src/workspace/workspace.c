#include "rustgym/workspace/workspace.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WAIT_MS = 1000 }; /* for a session that ends just now, or was killed and is not gone yet */

int workspace_at(const char *root, struct workspace *workspace, struct error *err)
{
	const char *cache = getenv("RUSTGYM_CACHE");
	char *real = realpath(root, NULL);

	*workspace = (struct workspace){0};
	if (!real)
		return error_errno(err, errno, "the folder %s can't be found", root);
	workspace->root = real;
	workspace->state = path_join(real, ".rustgym");
	workspace->cache = cache && cache[0] == '/' ? memory_copy_string(cache)
						    : path_join(workspace->state, "cache");
	return 0;
}

static bool is_course(const char *folder)
{
	char *roadmap = path_join(folder, "exercises/roadmap.json");
	bool there = file_exists(roadmap);

	free(roadmap);
	return there;
}

int workspace_find(const char *from, struct workspace *workspace, struct error *err)
{
	char *folder = realpath(from, NULL);

	*workspace = (struct workspace){0};
	if (!folder)
		return error_errno(err, errno, "the folder %s can't be found", from);
	while (!is_course(folder)) {
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
