#include "progress.h"
#include "history/history_internal.h"

#define REF "refs/rustgym/progress"

/* ---- reading ----------------------------------------------------------------------------------- */

int progress_read_tree(git_repository *repo, const git_oid *tree, bool *found, struct buffer *out,
		       struct error *err)
{
	struct file_set files = FILE_SET_INIT;
	const struct file_set_item *item;
	int result = store_read_set(repo, tree, &files, err);

	item = result ? NULL : file_set_find(&files, PROGRESS_NAME);
	*found = item != NULL;
	if (item)
		buffer_add(out, item->bytes, item->len);
	file_set_clear(&files);
	return result;
}

static int read_ref(struct git_history *history, const char *ref, bool *found, struct buffer *out,
		    struct error *err)
{
	git_commit *tip = NULL;
	int result = store_tip(history, ref, &tip, err);

	*found = false;
	if (!result && tip)
		result = progress_read_tree(history->repo, git_commit_tree_id(tip), found, out,
					    err);
	git_commit_free(tip);
	return result;
}

int op_progress_read(struct git_history *history, bool *found, struct buffer *out,
		     struct error *err)
{
	return read_ref(history, REF, found, out, err);
}

int op_shared_read(struct git_history *history, struct buffer *out, struct error *err)
{
	bool found;

	return read_ref(history, REF_SHARED, &found, out, err);
}

/* ---- recording --------------------------------------------------------------------------------- */

static int write_tree(struct git_history *history, const struct buffer *bytes, git_oid *tree,
		      struct error *err)
{
	struct file_set files = FILE_SET_INIT;
	int result;

	file_set_add(&files, PROGRESS_NAME, bytes->data, bytes->len);
	result = store_write_set(history->repo, &files, tree, NULL, NULL, err);
	file_set_clear(&files);
	return result;
}

static int record(struct git_history *history, const char *ref, const git_commit *tip,
		  const git_oid *tree, struct error *err)
{
	if (tip && git_oid_equal(git_commit_tree_id(tip), tree))
		return store_move(history, ref, git_commit_id(tip), err);
	return store_commit(history, ref, tip, tree, NULL, "progress\n", err);
}

int op_progress_write(struct git_history *history, const struct buffer *bytes, struct error *err)
{
	git_commit *tip = NULL;
	git_oid tree;
	int result = write_tree(history, bytes, &tree, err);

	if (!result)
		result = store_tip(history, REF, &tip, err);
	if (!result && (!tip || !git_oid_equal(git_commit_tree_id(tip), &tree)))
		result = record(history, REF, tip, &tree, err);
	git_commit_free(tip);
	return result;
}

/* ---- shared progress ------------------------------------------------------------------------- */

/* Finds the commit that arrived. Its objects are in the history already. */
static int find_there(struct git_history *history, const char *folder, git_commit **there,
		      struct error *err)
{
	git_repository *from = NULL;
	git_oid id;
	int result = folder ? store_open_other(&from, folder, err) : 0;

	*there = NULL;
	if (!result && from && git_reference_name_to_id(&id, from, REF_SHARED) == 0 &&
	    git_commit_lookup(there, history->repo, &id) < 0)
		result = store_failed(err, REF_SHARED);
	git_repository_free(from);
	return result;
}

static bool follows(struct git_history *history, const git_commit *later, const git_commit *former)
{
	return git_oid_equal(git_commit_id(later), git_commit_id(former)) ||
	       git_graph_descendant_of(history->repo, git_commit_id(later),
				       git_commit_id(former)) == 1;
}

/*
 * Adds a commit after the later one of the two commits, or after both if neither follows the other.
 */
static int share(struct git_history *history, const git_commit *here, const git_commit *there,
		 const git_oid *tree, struct error *err)
{
	if (there && (!here || follows(history, there, here)))
		return record(history, REF_SHARED, there, tree, err);
	if (there && !follows(history, here, there))
		return store_join(history, REF_SHARED, here, there, tree, "progress\n", err);
	return record(history, REF_SHARED, here, tree, err);
}

int op_shared_write(struct git_history *history, const char *folder, const struct buffer *bytes,
		    struct error *err)
{
	git_commit *here = NULL, *there = NULL;
	git_oid tree;
	int result = write_tree(history, bytes, &tree, err);

	if (!result)
		result = store_tip(history, REF_SHARED, &here, err);
	if (!result)
		result = find_there(history, folder, &there, err);
	if (!result)
		result = share(history, here, there, &tree, err);
	git_commit_free(here);
	git_commit_free(there);
	return result;
}
