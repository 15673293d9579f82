#include "rustgym/workspace.h"
#include "rustgym/file.h"
#include "rustgym/memory.h"
#include "rustgym/path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

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

int workspace_prepare(const struct workspace *workspace, struct error *err)
{
	char *ignore = workspace_state(workspace, ".gitignore");
	int result = file_make_folder(workspace->state, err);

	if (!result)
		result = file_make_folder(workspace->cache, err);
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

int workspace_lock(const struct workspace *workspace, struct error *err)
{
	char *path = workspace_state(workspace, "lock");
	char holder[32] = "";
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	ssize_t len;

	if (fd < 0) {
		error_errno(err, errno, "%s can't be opened", path);
		free(path);
		return ERROR_IO;
	}
	free(path);
	if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		len = read(fd, holder, sizeof(holder) - 1);
		holder[len > 0 ? strcspn(holder, "\n") : 0] = '\0';
		close(fd);
		return error_set(
			err, ERROR_ENVIRONMENT,
			"another rustgym (process %s) is watching %s. Use its terminal, or end it "
			"with `kill %s`",
			*holder ? holder : "unknown", workspace->root, *holder ? holder : "PID");
	}
	len = snprintf(holder, sizeof(holder), "%ld\n", (long)getpid());
	if (ftruncate(fd, 0) < 0 || pwrite(fd, holder, (size_t)len, 0) != len) {
		close(fd);
		return error_errno(err, errno, "the lock of %s can't be written", workspace->root);
	}
	return fd;
}
