#include "rustgym/workspace/workspace.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/own_file.h"
#include "rustgym/base/path.h"
#include "rustgym/base/utf8.h"
#include "rustgym/course/kind.h"

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
	const char *wish = getenv("RUSTGYM_CACHE");
	uint64_t hash = file_hash(FILE_HASH_START, root, strlen(root));
	char name[32], *cache;

	if (wish && wish[0] == '/')
		return memory_copy_string(wish);
	snprintf(name, sizeof(name), "%016" PRIx64, hash);
	cache = compilers_can_write_below(root) ? NULL : own_file_path(OWN_CACHE, name);
	return cache ? cache : path_join(state, "cache");
}

/* ---- whose it is ------------------------------------------------------------------------------- */

#define TRUST_OWNER "`--trust-owner` says that you trust who can write there"

static int refuse(const char *path, const char *why, const char *remedy, struct error *err)
{
	return error_set(err, ERROR_ENVIRONMENT,
			 "%.500s %s. rustgym runs what it keeps there, so nothing was done; delete "
			 "it, or make a place of your own with `rustgym init DIR`%s",
			 path, why, remedy);
}

/* Whose files are taken for ours. */
struct owners {
	bool any; /* the learner has said so: the workspace's owner, and everybody who can write there */
	uid_t other; /* that owner, else ourselves */
};

/* Nobody else may have put there what is run or deleted later. */
static int check_ours(const struct owners *owners, const char *path, const struct stat *st,
		      struct error *err)
{
	const char *why = own_file_fault(st, owners->other);

	if (S_ISLNK(st->st_mode))
		return refuse(path, "is a symbolic link", "", err);
	if (!S_ISDIR(st->st_mode) && !S_ISREG(st->st_mode))
		return refuse(path, "is neither a file nor a folder", "", err);
	if (why && owners->any && (st->st_uid == geteuid() || st->st_uid == owners->other))
		why = NULL;
	return why ? refuse(path, why, ". " TRUST_OWNER, err) : 0;
}

/* How far down names are looked at. What lies in FILE_TEMPORARY is never opened by its name. */
static int depth_below(const char *name, int depth)
{
	static const char *const deep[] = {"cache", "repo.git", "update", "review", ".rustgym"};

	for (size_t i = 0; i < sizeof(deep) / sizeof(*deep); i++)
		if (strcmp(name, deep[i]) == 0)
			return depth;
	return 0;
}

static int check_folder(const struct owners *owners, const char *path, int depth, struct error *err)
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
			result = check_ours(owners, below, &st, err);
		if (real && !result && S_ISDIR(st.st_mode) && depth)
			result = check_folder(owners, below, depth_below(entry->d_name, depth - 1),
					      err);
		free(below);
	}
	if (dir)
		closedir(dir);
	else if (fd >= 0)
		close(fd);
	return result;
}

/* The folder with what rustgym keeps, as far as it is there. */
static int check_kept(const struct owners *owners, const char *path, bool may_be_link,
		      struct error *err)
{
	struct stat st;
	int result;

	if ((may_be_link ? stat(path, &st) : lstat(path, &st)) < 0)
		return 0;
	result = check_ours(owners, path, &st, err);
	return result || !S_ISDIR(st.st_mode) ? result : check_folder(owners, path, 2, err);
}

/* root can write everywhere already, so that its folders are as good as ours. */
static int check_root(const char *root, const struct stat *st, struct error *err)
{
	if (st->st_uid == geteuid() || st->st_uid == 0)
		return 0;
	return error_set(err, ERROR_ENVIRONMENT,
			 "%.500s belongs to another user%s. rustgym would write there and run what "
			 "is there as you, so nothing was done; make a place of your own with "
			 "`rustgym init DIR`. " TRUST_OWNER,
			 root, geteuid() == 0 ? ", and you are root" : "");
}

/* A cache elsewhere is where the learner, or who set it up for them, wants it. */
static int check_owner(const struct workspace *workspace, struct error *err)
{
	struct owners owners = {workspace->anyones, geteuid()};
	struct stat st;
	int result = 0;

	if (stat(workspace->root, &st) < 0)
		return error_errno(err, errno, "%s can't be examined", workspace->root);
	if (owners.any)
		owners.other = st.st_uid;
	else
		result = check_root(workspace->root, &st, err);
	if (!result)
		result = check_kept(&owners, workspace->state, false, err);
	if (!result && !path_below(workspace->cache, workspace->state))
		result = check_kept(&owners, workspace->cache, true, err);
	return result;
}

/* ---- finding it -------------------------------------------------------------------------------- */

static int at(const char *root, bool any, struct workspace *workspace, struct error *err)
{
	char *real = realpath(root, NULL);
	int result;

	*workspace = (struct workspace){.anyones = any};
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

int workspace_at(const char *root, struct workspace *workspace, struct error *err)
{
	return at(root, false, workspace, err);
}

/*
 * Whether the folder is a course. One exercise of Exercism makes none of the folders above: a course is
 * the folder that holds the exercise in which, or beside which, the learner is.
 */
static bool is_course(const char *folder, bool inside)
{
	enum course_kind kind = course_kind(folder);

	return kind != COURSE_NONE && (kind != COURSE_EXERCISM || inside);
}

/*
 * The folder of Exercism's exercises is any folder that holds one. It gets a .rustgym/, so that it must be
 * made for the exercises.
 */
static int check_shared(const char *folder, struct error *err)
{
	const char *home = getenv("HOME");
	char *real = home ? realpath(home, NULL) : NULL;
	struct stat st;
	bool shared = (real && strcmp(real, folder) == 0) ||
		      (stat(folder, &st) == 0 && (st.st_mode & S_IWOTH));

	free(real);
	if (!shared || course_kind(folder) != COURSE_EXERCISM)
		return 0;
	return error_set(
		err, ERROR_ENVIRONMENT,
		"%s has exercises of Exercism, but other things, too, and rustgym keeps its files "
		"beside the exercises. Move them to a folder of their own: `exercism download` "
		"makes one that is called rust",
		folder);
}

static int find(const char *from, bool any, struct workspace *workspace, struct error *err)
{
	char *folder = realpath(from, NULL);
	bool inside = true; /* the folder itself, or the way up left a download of Exercism's */
	int result;

	*workspace = (struct workspace){0};
	if (!folder)
		return error_errno(err, errno, "the folder %s can't be found", from);
	while (!is_course(folder, inside)) {
		char *parent = path_parent(folder);
		if (strcmp(parent, folder) == 0) {
			free(parent);
			free(folder);
			return error_set(
				err, ERROR_ENVIRONMENT,
				"no course here: neither %s nor a folder above it is a course of "
				"rustgym, rustlings, wr or Exercism. `rustgym init DIR` makes a place "
				"to work in",
				from);
		}
		inside = course_kind_is_download(folder);
		free(folder);
		folder = parent;
	}
	result = check_shared(folder, err);
	if (!result)
		result = at(folder, any, workspace, err);
	free(folder);
	return result;
}

int workspace_find(const char *from, struct workspace *workspace, struct error *err)
{
	return find(from, false, workspace, err);
}

int workspace_find_anyones(const char *from, struct workspace *workspace, struct error *err)
{
	return find(from, true, workspace, err);
}

void workspace_turn_to_review(const struct workspace *workspace, struct workspace *review)
{
	*review = (struct workspace){
		.root = memory_copy_string(workspace->root),
		.state = path_join(workspace->state, "review"),
		.cache = memory_copy_string(workspace->cache),
		.anyones = workspace->anyones,
	};
}

/* ---- what is in it ----------------------------------------------------------------------------- */

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

/* Tells whether the process was stopped, as by Ctrl-Z. Without /proc nobody knows. */
static bool is_stopped(long pid)
{
	char path[64], line[512] = "";
	const char *state;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/stat", pid);
	file = fopen(path, "re");
	if (!file)
		return false;
	state = fgets(line, sizeof(line), file) ? strrchr(line, ')') : NULL;
	fclose(file);
	return state && strncmp(state, ") T", 3) == 0;
}

static int refuse_second(const struct workspace *workspace, long holder, struct error *err)
{
	char pid[32] = "PID";

	if (holder)
		snprintf(pid, sizeof(pid), "%ld", holder);
	if (holder && is_stopped(holder))
		return error_set(
			err, ERROR_ENVIRONMENT,
			"another rustgym (process %s) is watching %s, but it is suspended. `fg` "
			"in its terminal brings it back, or `kill -9 %s` ends it",
			pid, workspace->root, pid);
	return error_set(err, ERROR_ENVIRONMENT,
			 "another rustgym (process %s) is watching %s. Use its terminal, or end it "
			 "with `kill %s`",
			 holder ? pid : "unknown", workspace->root, pid);
}

int workspace_lock(const struct workspace *workspace, struct lock **lock, struct error *err)
{
	char *path = workspace_state(workspace, "lock");
	long holder;
	int result = lock_take(path, WAIT_MS, lock, &holder, err);

	if (result == ERROR_ENVIRONMENT)
		result = refuse_second(workspace, holder, err);
	free(path);
	return result;
}
