#include "files.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/place.h"
#include "tree_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

/* Whether rustgym could have recorded it: the repository may be anybody's, too. */
static int check_target(struct git_history *history, const git_oid *target, struct error *err)
{
	struct tree_check check = {.repo = history->repo};
	const char *fault = git_repository_odb(&check.odb, history->repo) < 0
				    ? tree_is_damaged
				    : tree_fault(&check, target);

	git_odb_free(check.odb);
	return fault ? error_set(
			       err, ERROR_IO,
			       "this snapshot was not written by rustgym (%s); nothing was changed",
			       fault)
		     : 0;
}

int files_plan(struct git_history *history, const struct present *present, const git_oid *target,
	       bool own, struct plan *plan, struct error *err)
{
	size_t a = 0, b = 0;
	int result = check_target(history, target, err);

	if (!result)
		result = store_flatten(history, &present->tree, &plan->now, err);
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

/* Where a plan is carried out. */
struct site {
	struct git_history *history;
	struct place root;
	char *folder; /* the exercise's, relative to the root */
};

/*
 * Returns whether the file is still as it was recorded. An editor may have saved it since. A file
 * that is not recorded is not replaced.
 */
static bool is_as_recorded(const struct site *site, const char *path,
			   const git_index_entry *recorded)
{
	struct buffer bytes = BUFFER_INIT;
	bool same = true;
	struct stat st;
	git_oid id;

	if (!recorded)
		return !place_examine(&site->root, path, &st) || S_ISDIR(st.st_mode);
	if (!is_link(recorded) && place_read(&site->root, path, FILE_COURSE_MAX, &bytes, NULL) == 0)
		same = git_odb_hash(&id, bytes.data, bytes.len, GIT_OBJECT_BLOB) == 0 &&
		       git_oid_equal(&id, &recorded->id);
	buffer_clear(&bytes);
	return same;
}

static int write_target(const struct site *site, const char *path, const git_index_entry *target,
			struct error *err)
{
	struct file_set_item item = {.link = is_link(target),
				     .runnable = target->mode == GIT_FILEMODE_BLOB_EXECUTABLE};
	git_blob *blob = NULL;
	struct stat st;
	int result;

	if (git_blob_lookup(&blob, site->history->repo, &target->id) < 0)
		return store_failed(err, target->path);
	/* Folders without a file in them are in no snapshot, and may stand where a file belongs. */
	if (place_examine(&site->root, path, &st) && S_ISDIR(st.st_mode))
		place_remove_hollow(&site->root, path);
	item.len = (size_t)git_blob_rawsize(blob);
	item.bytes = memory_copy(git_blob_rawcontent(blob), item.len);
	result = place_put(&site->root, path, &item, err);
	free(item.bytes);
	git_blob_free(blob);
	return result;
}

static int take_step(const struct site *site, const struct plan_step *step, struct error *err)
{
	char *path = path_join(site->folder, step_path(step));
	int result;

	if (!is_as_recorded(site, path, step->now))
		result = error_set(err, ERROR_IO,
				   "%s was saved at this very moment, so it was not replaced; try "
				   "again",
				   path);
	else if (step->target)
		result = write_target(site, path, step->target, err);
	else
		result = place_remove(&site->root, path, err);
	if (!result && !step->target) /* the folders that a file leaves empty go with it */
		place_remove_empty(&site->root, path, site->folder);
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
	struct site site = {.history = history, .folder = exercise_folder(exercise)};
	int result = place_open(history->workspace->root, &site.root, err);

	for (int removals = 1; removals >= 0; removals--)
		for (size_t i = 0; !result && i < plan->count; i++) {
			const struct plan_step *step = &plan->steps[i];

			if (removals != !step->target)
				continue;
			result = take_step(&site, step, err);
			if (!result)
				strings_add(&change->files, step_path(step));
		}
	place_close(&site.root);
	free(site.folder);
	return result;
}
