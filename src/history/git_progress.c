#include "git_progress.h"

#define REF "refs/rustgym/progress"
#define NAME "progress.json"

int progress_record(struct git_history *history, const struct buffer *bytes, struct error *err)
{
	struct file_set files = FILE_SET_INIT;
	git_commit *tip = NULL;
	git_oid tree;
	int result;

	file_set_add(&files, NAME, bytes->data, bytes->len);
	result = store_write_set(history->repo, &files, &tree, NULL, NULL, err);
	if (!result)
		result = store_tip(history, REF, &tip, err);
	if (!result && (!tip || !git_oid_equal(git_commit_tree_id(tip), &tree)))
		result = store_commit(history, REF, tip, &tree, NULL, "progress\n", err);
	git_commit_free(tip);
	file_set_clear(&files);
	return result;
}

int progress_read(struct git_history *history, bool *found, struct buffer *out, struct error *err)
{
	struct file_set files = FILE_SET_INIT;
	const struct file_set_item *item;
	git_commit *tip = NULL;
	int result = store_tip(history, REF, &tip, err);

	if (!result && tip)
		result = store_read_set(history->repo, git_commit_tree_id(tip), &files, err);
	item = result ? NULL : file_set_find(&files, NAME);
	*found = item != NULL;
	if (item)
		buffer_add(out, item->bytes, item->len);
	git_commit_free(tip);
	file_set_clear(&files);
	return result;
}
