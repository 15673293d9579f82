/*
 * The history's work, with libgit2: the module's table (history_internal.h says why it is one).
 */
#include "base.h"
#include "bundle.h"
#include "files.h"
#include "history/history_internal.h"
#include "incoming.h"
#include "join.h"
#include "merge.h"
#include "pack.h"
#include "progress.h"
#include "rename.h"
#include "rustgym/base/memory.h"
#include "snapshot.h"
#include "store.h"
#include "undo.h"

#include <stdlib.h>

static void op_close(struct git_history *history)
{
	store_close(history);
	free(history);
}

static int op_open(const struct workspace *workspace, const struct course *course,
		   struct git_history **out, struct error *err)
{
	struct git_history *history = memory_new(sizeof(*history));
	int result = store_open(history, workspace, err);

	if (!result) {
		store_lock(history);
		result = base_prepare(history, course, err);
		store_unlock(history);
	}
	if (result) {
		op_close(history);
		history = NULL;
	}
	*out = history;
	return result;
}

static int op_base_write(struct git_history *history, const struct exercise *exercise,
			 const struct file_set *files, struct error *err)
{
	int result;

	store_lock(history);
	result = base_write(history, exercise, files, err);
	store_unlock(history);
	return result;
}

static int op_list(struct git_history *history, const struct exercise *exercise,
		   struct snapshots *snapshots, struct error *err)
{
	return snapshot_list(history, exercise, snapshots, err);
}

static int read_present(struct git_history *history, const struct exercise *exercise,
			struct file_set *files, struct error *err)
{
	struct exercise_files read = EXERCISE_FILES_INIT;
	int result = exercise_files_read(history->root, exercise, &read, err);

	*files = read.set;
	read.set = (struct file_set)FILE_SET_INIT;
	exercise_files_clear(&read);
	return result;
}

static int op_read(struct git_history *history, const struct exercise *exercise, int number,
		   struct file_set *files, struct error *err)
{
	git_oid tree;
	int result;

	if (number == HISTORY_PRESENT)
		return read_present(history, exercise, files, err);
	store_lock(history); /* the base's tree of one file may have to be written */
	result = snapshot_find(history, exercise, number, &tree, err);
	if (!result)
		result = store_read_set(history->repo, &tree, files, err);
	store_unlock(history);
	return result;
}

/* Of given files none is left alone in silence: they were read by exercise_files_read. */
static int present_of(struct git_history *history, const struct exercise *exercise,
		      const struct file_set *files, struct present *present, struct error *err)
{
	struct strings left = STRINGS_INIT, said = STRINGS_INIT;
	int result;

	if (!files)
		return files_present(history, history->repo, exercise, present, err);
	present->any = files->count > 0;
	result = store_write_set(history->repo, files, &present->tree, &left, &said, err);
	strings_clear(&left);
	strings_clear(&said);
	return result;
}

static int op_snapshot(struct git_history *history, const struct exercise *exercise,
		       const struct file_set *files, const char *message, struct error *err)
{
	struct present present = {0};
	int result;

	store_lock(history);
	result = present_of(history, exercise, files, &present, err);
	if (!result)
		result = snapshot_record(history, exercise, &present, message, err);
	store_unlock(history);
	files_present_clear(&present);
	return result;
}

static int op_progress_record(struct git_history *history, const struct buffer *bytes,
			      struct error *err)
{
	int result;

	store_lock(history);
	result = progress_record(history, bytes, err);
	store_unlock(history);
	return result;
}

static int op_put(struct git_history *history, const struct put_request *request,
		  struct history_change *change, struct error *err)
{
	int result;

	store_lock(history);
	result = undo_put(history, request, change, err);
	store_unlock(history);
	return result;
}

static int op_undo(struct git_history *history, const struct course *course,
		   const struct exercise *exercise, struct history_change *change,
		   struct error *err)
{
	int result;

	store_lock(history);
	result = undo_back(history, course, exercise, change, err);
	store_unlock(history);
	return result;
}

static int op_redo(struct git_history *history, const struct course *course,
		   const struct exercise *exercise, struct history_change *change,
		   struct error *err)
{
	int result;

	store_lock(history);
	result = undo_forth(history, course, exercise, change, err);
	store_unlock(history);
	return result;
}

static int op_rename(struct git_history *history, const struct exercise *from,
		     const struct exercise *to, struct error *err)
{
	int result;

	store_lock(history);
	result = rename_chains(history, from, to, err);
	store_unlock(history);
	return result;
}

static int op_keep_all(struct git_history *history, const struct course *course, const char *action,
		       struct strings *left, struct error *err)
{
	int result;

	store_lock(history);
	result = join_keep_all(history, course, action, left, err);
	store_unlock(history);
	return result;
}

static int op_incoming_take(struct git_history *history, const struct course *course,
			    const char *folder, const char *action, struct history_arrival *arrival,
			    struct error *err)
{
	int result;

	store_lock(history);
	result = join_take(history, course, folder, action, arrival, err);
	store_unlock(history);
	return result;
}

static int op_shared_write(struct git_history *history, const char *folder,
			   const struct buffer *bytes, struct error *err)
{
	int result;

	store_lock(history);
	result = progress_share(history, folder, bytes, err);
	store_unlock(history);
	return result;
}

const struct history_ops history_git = {
	.open = op_open,
	.close = op_close,
	.base_write = op_base_write,
	.list = op_list,
	.read = op_read,
	.snapshot = op_snapshot,
	.progress_record = op_progress_record,
	.progress_read = progress_read,
	.tidy = pack_when_due,
	.put = op_put,
	.undo = op_undo,
	.redo = op_redo,
	.merge = merge_files,
	.rename = op_rename,
	.keep_all = op_keep_all,
	.bundle = bundle_write,
	.incoming_new = incoming_new,
	.bundle_read = bundle_read,
	.incoming_check = incoming_check,
	.incoming_same = incoming_same,
	.incoming_take = op_incoming_take,
	.shared_write = op_shared_write,
	.shared_read = progress_read_shared,
};
