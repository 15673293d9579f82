/*
 * A snapshot of an exercise of one file has the file's name in it. So a chain is written anew, each
 * commit with its message and its time, before the old one goes; a folder's paths are relative to it
 * and stay.
 */
#include "git_rename.h"
#include "git_snapshot.h"
#include "rustgym/memory.h"
#include "rustgym/path.h"

#include <stdlib.h>
#include <string.h>

struct chain {
	git_commit **commits; /* the newest first */
	size_t count;
};

static void chain_clear(struct chain *chain)
{
	for (size_t i = 0; i < chain->count; i++)
		git_commit_free(chain->commits[i]);
	free(chain->commits);
}

static void chain_add(struct chain *chain, git_commit *commit)
{
	chain->commits = memory_resize(chain->commits, chain->count + 1, sizeof(git_commit *));
	chain->commits[chain->count++] = commit;
}

static int chain_read(struct git_history *history, const char *ref, struct chain *chain,
		      struct error *err)
{
	git_commit *commit;
	int result = store_tip(history, ref, &commit, err);

	while (!result && commit) {
		chain_add(chain, commit);
		if (!git_commit_parentcount(commit))
			break;
		if (git_commit_parent(&commit, chain->commits[chain->count - 1], 0) < 0)
			result = store_failed(err, ref);
	}
	return result;
}

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

/* A commit as another, with its tree renamed, in front of *tip; *tip becomes the new one. */
static int write_again(struct git_history *history, const git_commit *commit,
		       const struct exercise *from, const struct exercise *to, git_commit **tip,
		       struct error *err)
{
	const git_commit *parents[] = {*tip};
	git_tree *tree = NULL;
	git_oid id;
	int status = 0, result = snapshot_tree(from, commit, &id, err);

	if (!result && !from->folder)
		result = rename_entry(history, from, to, &id, err);
	if (result)
		return result;
	status = git_tree_lookup(&tree, history->repo, &id);
	if (!status)
		status = git_commit_create(&id, history->repo, NULL, git_commit_author(commit),
					   git_commit_committer(commit), "UTF-8",
					   git_commit_message(commit), tree, *tip ? 1 : 0, parents);
	git_commit_free(*tip);
	*tip = NULL;
	if (!status)
		status = git_commit_lookup(tip, history->repo, &id);
	git_tree_free(tree);
	return status < 0 ? store_failed(err, "a snapshot can't be renamed") : 0;
}

static int rename_chain(struct git_history *history, const char *kind, const struct exercise *from,
			const struct exercise *to, struct error *err)
{
	char old[REF_MAX], new[REF_MAX];
	struct chain chain = {0};
	git_commit *there = NULL, *tip = NULL;
	int result;

	store_ref_name(old, kind, from->name);
	store_ref_name(new, kind, to->name);
	result = store_tip(history, new, &there, err);
	if (!result && !there)
		result = chain_read(history, old, &chain, err);
	for (size_t i = chain.count; !result && i-- > 0;)
		result = write_again(history, chain.commits[i], from, to, &tip, err);
	if (!result && tip)
		result = store_move(history, new, git_commit_id(tip), err);
	if (!result && tip)
		result = store_move(history, old, NULL, err);
	git_commit_free(there);
	git_commit_free(tip);
	chain_clear(&chain);
	return result;
}

int rename_chains(struct git_history *history, const struct exercise *from,
		  const struct exercise *to, struct error *err)
{
	static const char *const kinds[] = {"exercise", "undo", "redo"};
	int result = 0;

	for (size_t i = 0; !result && i < sizeof(kinds) / sizeof(*kinds); i++)
		result = rename_chain(history, kinds[i], from, to, err);
	return result;
}
