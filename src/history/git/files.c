#include "files.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

unsigned files_mode(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && (st.st_mode & 0100) ? GIT_FILEMODE_BLOB_EXECUTABLE
							   : GIT_FILEMODE_BLOB;
}

/* ---- from disk to a tree ---------------------------------------------------------------------- */

int files_present(struct git_history *history, git_repository *repo,
		  const struct exercise *exercise, struct present *present, struct error *err)
{
	int result;

	*present = (struct present){.files = EXERCISE_FILES_INIT};
	result = exercise_files_read(history->workspace->root, exercise, &present->files, err);
	present->any = present->files.set.count > 0;
	return result ? result
		      : store_write_set(repo, &present->files.set, &present->tree,
					&present->files.left, &present->files.said, err);
}

void files_present_clear(struct present *present)
{
	exercise_files_clear(&present->files);
}

/* ---- planning -------------------------------------------------------------------------------- */

struct plan_step {
	const git_index_entry *now, *target; /* NULL: it does not exist; both belong to the plan */
};

static const char *step_path(const struct plan_step *step)
{
	return (step->target ? step->target : step->now)->path;
}

static bool is_link(const git_index_entry *entry)
{
	return entry && entry->mode == GIT_FILEMODE_LINK;
}

/*
 * Returns the path that the link leads to if its target is a name in the same folder. *plain: it
 * is. The caller frees the path.
 */
static char *beside(struct git_history *history, const git_index_entry *link, bool *plain)
{
	const char *name = path_base(link->path);
	git_blob *blob = NULL;
	char *to = git_blob_lookup(&blob, history->repo, &link->id) < 0
			   ? memory_copy_string("")
			   : memory_copy(git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob));
	char *path = memory_format("%.*s%s", (int)(name - link->path), link->path, to);

	*plain = *to && !strchr(to, '/') && strcmp(to, ".") != 0 && strcmp(to, "..") != 0;
	git_blob_free(blob);
	free(to);
	return path;
}

/*
 * Returns whether the link leads to a name in the same folder that is not a link in either index.
 * An index may be NULL.
 */
static bool is_plain(struct git_history *history, const git_index_entry *link, git_index *a,
		     git_index *b)
{
	bool plain;
	char *path = beside(history, link, &plain);

	if (plain && a)
		plain = !is_link(git_index_get_bypath(a, path, 0));
	if (plain && b)
		plain = !is_link(git_index_get_bypath(b, path, 0));
	free(path);
	return plain;
}

bool files_links_are_plain(struct git_history *history, const git_oid *tree)
{
	git_index *index = NULL;
	bool plain = store_flatten(history, tree, &index, NULL) == 0;

	for (size_t i = 0; plain && i < git_index_entrycount(index); i++) {
		const git_index_entry *entry = git_index_get_byindex(index, i);
		plain = !is_link(entry) || is_plain(history, entry, index, NULL);
	}
	git_index_free(index);
	return plain;
}

static void add_step(struct git_history *history, struct plan *plan, const struct present *present,
		     bool own, const git_index_entry *now, const git_index_entry *target)
{
	struct plan_step step = {now, target};
	const char *path = step_path(&step);

	if (strings_contain(&present->files.left, path))
		return;
	if (!own && is_link(target) && !is_plain(history, target, plan->target, plan->now)) {
		strings_addf(&plan->said,
			     "%s is a link that leads to more than a file beside it, so it was not "
			     "made",
			     path);
		return;
	}
	if (plan->count == plan->capacity) {
		plan->capacity = plan->capacity ? plan->capacity * 2 : 8;
		plan->steps = memory_resize(plan->steps, plan->capacity, sizeof(step));
	}
	plan->steps[plan->count++] = step;
}

int files_plan(struct git_history *history, const struct present *present, const git_oid *target,
	       bool own, struct plan *plan, struct error *err)
{
	size_t a = 0, b = 0;
	int result = store_flatten(history, &present->tree, &plan->now, err);

	if (!result)
		result = store_flatten(history, target, &plan->target, err);
	while (!result) {
		const git_index_entry *now = git_index_get_byindex(plan->now, a);
		const git_index_entry *then = git_index_get_byindex(plan->target, b);
		int order;

		if (!now && !then)
			break;
		order = !now ? 1 : !then ? -1 : strcmp(now->path, then->path);
		if (order || now->mode != then->mode || !git_oid_equal(&now->id, &then->id))
			add_step(history, plan, present, own, order <= 0 ? now : NULL,
				 order >= 0 ? then : NULL);
		a += order <= 0;
		b += order >= 0;
	}
	return result;
}

void files_plan_clear(struct plan *plan)
{
	free(plan->steps);
	strings_clear(&plan->said);
	git_index_free(plan->now);
	git_index_free(plan->target);
	*plan = (struct plan){0};
}

/* ---- from a tree to disk ----------------------------------------------------------------------- */

/* Makes the file executable for everyone who may read it, or not executable. */
static int set_runnable(const char *path, bool runnable, struct error *err)
{
	struct stat st;
	mode_t mode;

	if (stat(path, &st) < 0)
		return error_errno(err, errno, "%s can't be examined", path);
	if (runnable == ((st.st_mode & 0100) != 0))
		return 0;
	mode = runnable ? st.st_mode | (st.st_mode & 0444) >> 2 : st.st_mode & (mode_t)~0111;
	return chmod(path, mode & 07777) < 0
		       ? error_errno(err, errno, "the permissions of %s can't be set", path)
		       : 0;
}

/*
 * Returns whether the file is still as it was recorded. An editor may have saved it since. A file
 * that is not recorded is not replaced.
 */
static bool is_as_recorded(const char *path, const git_index_entry *recorded)
{
	struct buffer bytes = BUFFER_INIT;
	bool same = true;
	git_oid id;

	if (!recorded)
		return !file_exists(path) || file_is_folder(path);
	if (recorded->mode != GIT_FILEMODE_LINK &&
	    file_read(path, FILE_COURSE_MAX, &bytes, NULL) == 0)
		same = git_odb_hash(&id, bytes.data, bytes.len, GIT_OBJECT_BLOB) == 0 &&
		       git_oid_equal(&id, &recorded->id);
	buffer_clear(&bytes);
	return same;
}

/* Removes the folders that became empty, up to the exercise's own. */
static void remove_empty(const char *path, const char *exercise)
{
	char *folder = path_parent(path);

	if (path_below(folder, exercise) && rmdir(folder) == 0)
		remove_empty(folder, exercise);
	free(folder);
}

/*
 * Removes folders that contain no file. They are in no snapshot, and may be in the place of a file.
 */
static void remove_hollow(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *below = path_join(path, entry->d_name);
		struct stat st;

		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
		    lstat(below, &st) == 0 && S_ISDIR(st.st_mode))
			remove_hollow(below);
		free(below);
	}
	if (dir)
		closedir(dir);
	rmdir(path);
}

/*
 * `through_links`: an exercise's single file may be a link to another place; then its target is
 * written.
 */
static int write_target(struct git_history *history, const char *path,
			const git_index_entry *target, bool through_links, struct error *err)
{
	char *real = through_links ? realpath(path, NULL) : NULL, *folder = path_parent(path), *to;
	const char *place = real ? real : path;
	git_blob *blob = NULL;
	struct stat st;
	int result = file_make_folder(folder, err);

	if (!result && lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
		remove_hollow(path);
	if (!result && git_blob_lookup(&blob, history->repo, &target->id) < 0)
		result = store_failed(err, target->path);
	if (!result && is_link(target)) {
		to = memory_copy(git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob));
		result = file_write_link(place, to, err);
		free(to);
	} else if (!result) {
		result = file_write(place, git_blob_rawcontent(blob),
				    (size_t)git_blob_rawsize(blob), err);
		if (!result)
			result = set_runnable(place, target->mode == GIT_FILEMODE_BLOB_EXECUTABLE,
					      err);
	}
	git_blob_free(blob);
	free(folder);
	free(real);
	return result;
}

static int take_step(struct git_history *history, const struct exercise *exercise,
		     const char *folder, const struct plan_step *step, struct error *err)
{
	char *path = path_join(folder, step_path(step));
	int result = 0;

	if (!is_as_recorded(path, step->now))
		result = error_set(err, ERROR_IO,
				   "%s was saved at this very moment, so it was not replaced; try "
				   "again",
				   path);
	else if (step->target)
		result = write_target(history, path, step->target, !exercise->folder, err);
	else if (unlink(path) < 0 && errno != ENOENT)
		result = error_errno(err, errno, "%s can't be taken away", path);
	else
		remove_empty(path, folder);
	free(path);
	return result;
}

/*
 * Removes files first, so that a folder can take the place of a file, and a file the place of a
 * folder.
 */
int files_carry_out(struct git_history *history, const struct exercise *exercise,
		    const struct plan *plan, struct history_change *change, struct error *err)
{
	char *relative = exercise_folder(exercise);
	char *folder = path_join(history->workspace->root, relative);
	int result = 0;

	for (int removals = 1; removals >= 0; removals--)
		for (size_t i = 0; !result && i < plan->count; i++) {
			const struct plan_step *step = &plan->steps[i];

			if (removals != !step->target)
				continue;
			result = take_step(history, exercise, folder, step, err);
			if (!result)
				strings_add(&change->files, step_path(step));
		}
	free(folder);
	free(relative);
	return result;
}
