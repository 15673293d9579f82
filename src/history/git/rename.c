/*
 * Renames an exercise's history. The trees of a single-file exercise contain the file's name. So
 * each commit of the chain is written again, with its message and time, before the old chain is
 * deleted. Paths of a folder are relative to it and do not change.
 */
#include "chain.h"
#include "history/history_internal.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <stdlib.h>
#include <string.h>

static int rename_entry(struct git_history *history, const struct exercise *from,
			const struct exercise *to, git_oid *id, struct error *err)
{
	const char *old = path_base(from->path), *new = path_base(to->path);
	git_treebuilder *builder = NULL;
	const git_tree_entry *entry;
	git_tree *tree = NULL;
	int status = git_tree_lookup(&tree, history->repo, id);

	if (!status)
		status = git_treebuilder_new(&builder, history->repo, tree);
	entry = status ? NULL : git_treebuilder_get(builder, old);
	if (entry && strcmp(old, new) != 0) {
		status = git_treebuilder_insert(NULL, builder, new, git_tree_entry_id(entry),
						git_tree_entry_filemode(entry));
		if (!status)
			status = git_treebuilder_remove(builder, old);
	}
	if (!status)
		status = git_treebuilder_write(id, builder);
	git_treebuilder_free(builder);
	git_tree_free(tree);
	return status < 0 ? store_failed(err, "a snapshot can't be renamed") : 0;
}

/* The chain, oldest first, and the new commit for each of its commits. */
struct renaming {
	struct git_history *history;
	const struct exercise *from, *to;
	struct chain chain;
	git_commit **renamed;
};

/* Finds the new parents. Parents are renamed before their children. */
static void find_parents(const struct renaming *r, const git_commit *commit,
			 const git_commit *parents[2])
{
	for (unsigned p = 0; p < git_commit_parentcount(commit) && p < 2; p++)
		for (size_t i = 0; i < r->chain.count && r->renamed[i]; i++)
			if (git_oid_equal(git_commit_id(r->chain.nodes[i].commit),
					  git_commit_parent_id(commit, p)))
				parents[p] = r->renamed[i];
}

static int write_again(struct renaming *r, size_t at, struct error *err)
{
	const struct chain_node *node = &r->chain.nodes[at];
	const git_commit *parents[2] = {0};
	git_tree *tree = NULL;
	git_oid id = node->tree;
	int status,
		result = r->from->folder ? 0 : rename_entry(r->history, r->from, r->to, &id, err);

	if (result)
		return result;
	find_parents(r, node->commit, parents);
	status = git_tree_lookup(&tree, r->history->repo, &id);
	if (!status)
		status = git_commit_create(&id, r->history->repo, NULL,
					   git_commit_author(node->commit),
					   git_commit_committer(node->commit), "UTF-8",
					   git_commit_message(node->commit), tree,
					   parents[1]   ? 2
					   : parents[0] ? 1
							: 0,
					   parents);
	if (!status)
		status = git_commit_lookup(&r->renamed[at], r->history->repo, &id);
	git_tree_free(tree);
	return status < 0 ? store_failed(err, "a snapshot can't be renamed") : 0;
}

/* Writes all commits. *tip is the new tip, which is the last one in the chain's order. */
static int write_all(struct renaming *r, git_oid *tip, struct error *err)
{
	int result = 0;

	r->renamed = memory_new((r->chain.count + 1) * sizeof(git_commit *));
	for (size_t i = 0; !result && i < r->chain.count; i++)
		result = write_again(r, i, err);
	if (!result)
		git_oid_cpy(tip, git_commit_id(r->renamed[r->chain.count - 1]));
	for (size_t i = 0; i < r->chain.count; i++)
		git_commit_free(r->renamed[i]);
	free(r->renamed);
	return result;
}

static int rename_chain(struct git_history *history, const char *kind, const struct exercise *from,
			const struct exercise *to, struct error *err)
{
	struct renaming r = {.history = history, .from = from, .to = to};
	char old[REF_MAX], new[REF_MAX];
	git_commit *there = NULL, *tip = NULL;
	git_oid id;
	int result;

	store_ref_name(old, kind, from->name);
	store_ref_name(new, kind, to->name);
	result = store_tip(history, new, &there, err);
	if (!result && !there)
		result = store_tip(history, old, &tip, err);
	if (!result && tip)
		result = chain_read(history->repo, (const git_commit *[]){tip}, 1, &r.chain, err);
	if (!result && tip)
		result = write_all(&r, &id, err);
	if (!result && tip)
		result = store_move(history, new, &id, err);
	if (!result && tip)
		result = store_move(history, old, NULL, err);
	git_commit_free(there);
	git_commit_free(tip);
	chain_clear(&r.chain);
	return result;
}

int op_rename(struct git_history *history, const struct exercise *from, const struct exercise *to,
	      struct error *err)
{
	static const char *const kinds[] = {"exercise", "undo", "redo"};
	int result = 0;

	for (size_t i = 0; !result && i < sizeof(kinds) / sizeof(*kinds); i++)
		result = rename_chain(history, kinds[i], from, to, err);
	return result;
}
