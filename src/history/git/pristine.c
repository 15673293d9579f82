#include "pristine.h"
#include "files.h"
#include "history/history_internal.h"
#include "origin.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <stdlib.h>

#define SEEN "seen/"

/* ---- reading ----------------------------------------------------------------------------------- */

static int whole_tree(struct git_history *history, git_tree **tree, struct error *err)
{
	git_commit *commit;
	int result = store_tip(history, REF_PRISTINE, &commit, err);

	*tree = NULL;
	if (!result && !commit)
		result = error_set(err, ERROR_IO, "the course was not recorded as it came");
	else if (!result && git_commit_tree(tree, commit) < 0)
		result = store_failed(err, REF_PRISTINE);
	git_commit_free(commit);
	return result;
}

static int missing(const char *path, struct error *err)
{
	return error_set(err, ERROR_IO, "%s is not in the history", path);
}

/* Writes a tree with the single file, like the trees of its snapshots. */
static int tree_of_one(struct git_history *history, const struct exercise *exercise,
		       const git_tree_entry *entry, git_oid *tree, struct error *err)
{
	git_treebuilder *builder = NULL;
	int status = git_treebuilder_new(&builder, history->repo, NULL);

	if (!status)
		status = git_treebuilder_insert(NULL, builder, path_base(exercise->path),
						git_tree_entry_id(entry),
						git_tree_entry_filemode(entry));
	if (!status)
		status = git_treebuilder_write(tree, builder);
	git_treebuilder_free(builder);
	return status < 0 ? store_failed(err, exercise->path) : 0;
}

int pristine_tree(struct git_history *history, const struct exercise *exercise, git_oid *out,
		  struct error *err)
{
	git_tree_entry *entry = NULL;
	git_tree *tree;
	int result = whole_tree(history, &tree, err);

	if (!result && git_tree_entry_bypath(&entry, tree, exercise->path) < 0)
		result = missing(exercise->path, err);
	else if (!result && exercise->folder)
		git_oid_cpy(out, git_tree_entry_id(entry));
	else if (!result)
		result = tree_of_one(history, exercise, entry, out, err);
	git_tree_entry_free(entry);
	git_tree_free(tree);
	return result;
}

static bool is_tree(const struct file_set *files, const git_oid *tree)
{
	git_repository *scratch;
	git_oid id;
	bool same = store_scratch(&scratch, NULL) == 0 &&
		    store_write_set(scratch, files, &id, NULL, NULL, NULL) == 0 &&
		    git_oid_equal(&id, tree);

	git_repository_free(scratch);
	return same;
}

static bool is_blob(const struct file_set *files, const git_oid *blob)
{
	git_oid id;

	return files->count == 1 &&
	       git_odb_hash(&id, files->items[0].bytes, files->items[0].len, GIT_OBJECT_BLOB) ==
		       0 &&
	       git_oid_equal(&id, blob);
}

bool pristine_is(struct git_history *history, const struct exercise *exercise,
		 const struct file_set *files)
{
	git_tree_entry *entry = NULL;
	git_tree *tree;
	bool same = whole_tree(history, &tree, NULL) == 0 &&
		    git_tree_entry_bypath(&entry, tree, exercise->path) == 0;

	if (same)
		same = exercise->folder ? is_tree(files, git_tree_entry_id(entry))
					: is_blob(files, git_tree_entry_id(entry));
	git_tree_entry_free(entry);
	git_tree_free(tree);
	return same;
}

bool pristine_is_first_seen(struct git_history *history, const struct exercise *exercise)
{
	char *path = memory_format(SEEN "%s", exercise->path);
	git_tree_entry *entry = NULL, *seen = NULL;
	git_tree *tree;
	bool same = whole_tree(history, &tree, NULL) == 0 &&
		    git_tree_entry_bypath(&entry, tree, exercise->path) == 0 &&
		    git_tree_entry_bypath(&seen, tree, path) == 0 &&
		    git_oid_equal(git_tree_entry_id(entry), git_tree_entry_id(seen));

	git_tree_entry_free(entry);
	git_tree_entry_free(seen);
	git_tree_free(tree);
	free(path);
	return same;
}

int op_is_first_seen(struct git_history *history, const struct exercise *exercise, bool *first_seen,
		     struct error *err)
{
	(void)err;
	*first_seen = pristine_is_first_seen(history, exercise);
	return 0;
}

/* ---- writing ----------------------------------------------------------------------------------- */

struct growing {
	struct git_history *history;
	git_index *index;
	const char *prefix; /* the folder that visited paths are relative to */
};

/* Adds a file from the disk. A file that is too large or cannot be read has no pristine text. */
static int add_seen(struct growing *growing, const char *path, struct error *err)
{
	struct git_history *history = growing->history;
	char *full = path_join(history->workspace->root, path);
	char *seen = memory_format(SEEN "%s", path);
	const char *const names[] = {path, seen};
	struct buffer content = BUFFER_INIT;
	int result = 0;

	if (file_read(full, FILE_COURSE_MAX, &content, NULL) == 0)
		for (int i = 0; !result && i < 2; i++)
			result = store_add(history->repo, growing->index, names[i], content.data,
					   content.len, files_mode(full), err);
	free(full);
	free(seen);
	buffer_clear(&content);
	return result;
}

static int add_walked(const char *relative, void *data, struct error *err)
{
	struct growing *growing = data;
	char *path = path_join(growing->prefix, relative);
	int result = add_seen(growing, path, err);

	free(path);
	return result;
}

/* Adds a file, or everything below a folder, from the origin, else from the disk. */
static int add_path(struct growing *growing, const struct origin *origin, const char *path,
		    struct error *err)
{
	struct git_history *history = growing->history;
	char *full = path_join(history->workspace->root, path);
	struct file_set files = FILE_SET_INIT;
	int result = 0;

	growing->prefix = path;
	if (origin_read(origin, history->workspace, path, &files) && files.count)
		for (size_t i = 0; !result && i < files.count; i++)
			result = store_add(history->repo, growing->index, files.items[i].path,
					   files.items[i].bytes, files.items[i].len,
					   store_mode(&files.items[i]), err);
	else
		result = file_is_folder(full) ? file_walk(full, add_walked, growing, err)
					      : add_seen(growing, path, err);
	file_set_clear(&files);
	free(full);
	return result;
}

static int commit(struct git_history *history, git_index *index, const char *message,
		  struct error *err)
{
	git_commit *tip = NULL;
	git_oid tree;
	int result = store_write_index(history->repo, index, &tree, err);

	if (!result)
		result = store_tip(history, REF_PRISTINE, &tip, err);
	if (!result)
		result = store_commit(history, REF_PRISTINE, tip, &tree, NULL, message, err);
	git_commit_free(tip);
	return result;
}

static int record(struct git_history *history, struct error *err)
{
	struct growing growing = {.history = history};
	struct origin origin;
	int result = git_index_new(&growing.index) < 0 ? store_failed(err, "no index") : 0;

	origin_open(&origin, history->workspace, history->shipped);
	/*
	 * not synced, because there are many small objects; after an interruption it is done again
	 */
	store_sync(false);
	/* In a course of another form, add_new takes the exercises alone. */
	if (!result && (!history->course || history->course->kind == COURSE_OWN))
		result = add_path(&growing, &origin,
				  history->course ? history->course->folder : "exercises", err);
	if (!result)
		result = commit(history, growing.index, "the course as handed out\n", err);
	store_sync(true);
	origin_clear(&origin);
	git_index_free(growing.index);
	return result;
}

static bool is_new(const struct growing *growing, const git_tree *pristine,
		   const struct exercise *exercise)
{
	char *full = path_join(growing->history->workspace->root, exercise->path);
	bool there = file_exists(full); /* a missing exercise is added when it appears */
	git_tree_entry *entry = NULL;
	bool known = there && git_tree_entry_bypath(&entry, pristine, exercise->path) == 0;

	git_tree_entry_free(entry);
	free(full);
	return there && !known;
}

/* Adds the exercises that have no pristine text. The others do not change. */
static int add_new(struct git_history *history, const git_tree *pristine, struct error *err)
{
	const struct course *course = history->course;
	struct growing growing = {.history = history};
	struct origin origin = {0};
	int result = 0;

	for (size_t i = 0; !result && i < course->count; i++) {
		const struct exercise *e = &course->exercises[i];

		if (!is_new(&growing, pristine, e))
			continue;
		if (!growing.index) {
			origin_open(&origin, history->workspace, history->shipped);
			result = store_flatten(history, git_tree_id(pristine), &growing.index, err);
		}
		if (!result)
			result = add_path(&growing, &origin, e->path, err);
	}
	if (!result && growing.index)
		result = commit(history, growing.index, "new exercises\n", err);
	origin_clear(&origin);
	git_index_free(growing.index);
	return result;
}

int pristine_prepare(struct git_history *history, struct error *err)
{
	git_commit *tip;
	git_tree *tree = NULL;
	int result = store_tip(history, REF_PRISTINE, &tip, err);

	if (!result && !tip)
		result = record(history, err);
	if (!result && history->course)
		result = whole_tree(history, &tree, err);
	if (!result && history->course)
		result = add_new(history, tree, err);
	git_tree_free(tree);
	git_commit_free(tip);
	return result;
}

/* Removes the exercise's files, and its mark below seen/. */
static int remove_old(git_index *index, const struct exercise *exercise, struct error *err)
{
	char *seen = memory_format(SEEN "%s", exercise->path);
	const char *const paths[] = {exercise->path, seen};
	int status = 0;

	for (int i = 0; i < 2 && (!status || status == GIT_ENOTFOUND); i++)
		status = exercise->folder ? git_index_remove_directory(index, paths[i], 0)
					  : git_index_remove(index, paths[i], 0);
	free(seen);
	return status < 0 && status != GIT_ENOTFOUND ? store_failed(err, exercise->path) : 0;
}

int op_course_read(struct git_history *history, struct file_set *files, struct error *err)
{
	struct origin origin;

	(void)err;
	if (origin_open_untouched(&origin, history->shipped))
		origin_read(&origin, history->workspace, "exercises", files);
	origin_clear(&origin);
	return 0;
}

int op_pristine_write(struct git_history *history, const struct exercise *exercise,
		      const struct file_set *files, struct error *err)
{
	char *folder = exercise_folder(exercise);
	git_index *index = NULL;
	git_tree *tree;
	int result = whole_tree(history, &tree, err);

	if (!result)
		result = store_flatten(history, git_tree_id(tree), &index, err);
	if (!result)
		result = remove_old(index, exercise, err);
	for (size_t i = 0; !result && i < files->count; i++) {
		char *path = path_join(folder, files->items[i].path);
		result = store_add(history->repo, index, path, files->items[i].bytes,
				   files->items[i].len, store_mode(&files->items[i]), err);
		free(path);
	}
	if (!result)
		result = commit(history, index, "updated\n", err);
	git_index_free(index);
	git_tree_free(tree);
	free(folder);
	return result;
}
