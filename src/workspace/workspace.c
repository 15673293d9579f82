#include "rustgym/workspace/workspace.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/utf8.h"
#include "rustgym/course/course.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { MOMENTS_MAX = 200 }; /* of 10 ms: how long the lock of a dead process is waited for */

/* Linkers and cargo cannot write below a folder whose name has one of these. */
static bool compilers_can_write_below(const char *path)
{
	size_t at;

	return !strpbrk(path, "%:\n\r") && utf8_is_valid(path, strlen(path), &at);
}

/* Where build products go: beside the exercises, but for names that compilers cannot work with. */
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

/* Who holds the lock, as it wrote itself down; 0 when that can't be read. */
static long read_holder(int fd)
{
	char text[32] = "";
	ssize_t len = pread(fd, text, sizeof(text) - 1, 0);

	return len > 0 ? strtol(text, NULL, 10) : 0;
}

/*
 * False when somebody has it. A session that was killed while it started a child lives on in that
 * child's copy of the lock, until the child becomes the program it is to be: some moments.
 */
static bool take_lock(int fd)
{
	const struct timespec moment = {.tv_nsec = 10 * 1000 * 1000};

	for (int moments = 0; flock(fd, LOCK_EX | LOCK_NB) < 0; moments++) {
		long holder = read_holder(fd);
		bool dead = holder > 0 && kill((pid_t)holder, 0) < 0 && errno == ESRCH;

		if (!dead || moments == MOMENTS_MAX)
			return false;
		nanosleep(&moment, NULL);
	}
	return true;
}

int workspace_lock(const struct workspace *workspace, struct error *err)
{
	char *path = workspace_state(workspace, "lock");
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	char text[32];
	int len;

	if (fd < 0) {
		error_errno(err, errno, "%s can't be opened", path);
		free(path);
		return ERROR_IO;
	}
	free(path);
	if (!take_lock(fd)) {
		long holder = read_holder(fd);

		close(fd);
		snprintf(text, sizeof(text), "%ld", holder);
		return error_set(
			err, ERROR_ENVIRONMENT,
			"another rustgym (process %s) is watching %s. Use its terminal, or end it "
			"with `kill %s`",
			holder ? text : "unknown", workspace->root, holder ? text : "PID");
	}
	len = snprintf(text, sizeof(text), "%ld\n", (long)getpid());
	if (ftruncate(fd, 0) < 0 || pwrite(fd, text, (size_t)len, 0) != len) {
		close(fd);
		return error_errno(err, errno, "the lock of %s can't be written", workspace->root);
	}
	return fd;
}
