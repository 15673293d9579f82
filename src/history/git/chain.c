#include "chain.h"
#include "rustgym/base/memory.h"
#include "rustgym/history/message.h"

#include <stdlib.h>
#include <string.h>

/* ---- reading ----------------------------------------------------------------------------------- */

static int walk(git_repository *repo, const git_commit *const *tips, size_t tip_count,
		git_revwalk **out)
{
	int status = git_revwalk_new(out, repo);

	if (!status)
		status = git_revwalk_sorting(*out, GIT_SORT_TOPOLOGICAL | GIT_SORT_REVERSE);
	for (size_t i = 0; !status && i < tip_count; i++)
		if (tips[i])
			status = git_revwalk_push(*out, git_commit_id(tips[i]));
	return status;
}

/* Loads parents before their children. */
static int load(git_repository *repo, git_revwalk *walk, struct chain *chain)
{
	size_t capacity = 0;
	git_oid id;
	int status;

	while ((status = git_revwalk_next(&id, walk)) == 0) {
		if (chain->count == capacity) {
			capacity = capacity ? capacity * 2 : 64;
			chain->nodes = memory_resize(chain->nodes, capacity, sizeof(*chain->nodes));
		}
		chain->nodes[chain->count] = (struct chain_node){0};
		status = git_commit_lookup(&chain->nodes[chain->count].commit, repo, &id);
		if (status < 0)
			break;
		git_oid_cpy(&chain->nodes[chain->count].tree,
			    git_commit_tree_id(chain->nodes[chain->count].commit));
		chain->count++;
	}
	return status == GIT_ITEROVER ? 0 : status;
}

/* ---- sorting --------------------------------------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
	const struct chain_node *const *x = a, *const *y = b;

	return git_oid_cmp(git_commit_id((*x)->commit), git_commit_id((*y)->commit));
}

static const struct chain_node *find(struct chain_node *const *sorted, size_t count,
				     const git_oid *id)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = git_oid_cmp(git_commit_id(sorted[middle]->commit), id);

		if (order == 0)
			return sorted[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Makes a snapshot's time at least that of its parents, because a clock can be wrong. */
static void date(struct chain *chain)
{
	struct chain_node **sorted = memory_resize(NULL, chain->count + 1, sizeof(*sorted));

	for (size_t i = 0; i < chain->count; i++)
		sorted[i] = &chain->nodes[i];
	qsort(sorted, chain->count, sizeof(*sorted), by_id);
	for (size_t i = 0; i < chain->count; i++) {
		struct chain_node *node = &chain->nodes[i];
		unsigned parents = git_commit_parentcount(node->commit);

		node->time = git_commit_author(node->commit)->when.time;
		for (unsigned p = 0; p < parents; p++) {
			const struct chain_node *parent = find(
				sorted, chain->count, git_commit_parent_id(node->commit, p));
			if (parent && parent->time > node->time)
				node->time = parent->time;
			if (parent && parent->generation >= node->generation)
				node->generation = parent->generation + 1;
		}
	}
	free(sorted);
}

static int in_order(const void *a, const void *b)
{
	const struct chain_node *x = a, *y = b;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	if (x->generation != y->generation)
		return x->generation < y->generation ? -1 : 1;
	return git_oid_cmp(git_commit_id(x->commit), git_commit_id(y->commit));
}

/* ---- hiding ---------------------------------------------------------------------------------- */

bool chain_is_join(const git_commit *commit)
{
	return git_commit_parentcount(commit) > 1;
}

bool chain_is_pristine(const git_commit *commit)
{
	return message_kind(git_commit_message(commit)) == MESSAGE_IS_PRISTINE;
}

/* The chain of each workspace begins with the handed-out text, which is shown only once. */
static bool is_begun_before(const struct chain *chain, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (!git_commit_parentcount(chain->nodes[i].commit) &&
		    chain_is_pristine(chain->nodes[i].commit) &&
		    git_oid_equal(&chain->nodes[i].tree, &chain->nodes[at].tree))
			return true;
	return false;
}

/* Hides a kept snapshot if there is a verdict with its text and time. */
static void hide_kept(struct chain *chain, size_t at)
{
	const struct chain_node *verdict = &chain->nodes[at];

	for (size_t i = at; i-- > 0 && chain->nodes[i].time == verdict->time;) {
		struct chain_node *node = &chain->nodes[i];
		if (node->hidden || !git_oid_equal(&node->tree, &verdict->tree) ||
		    !message_is_kept(git_commit_message(node->commit)))
			continue;
		node->hidden = true;
		return;
	}
}

static void hide(struct chain *chain)
{
	for (size_t i = 0; i < chain->count; i++) {
		struct chain_node *node = &chain->nodes[i];

		if (chain_is_join(node->commit))
			node->hidden = true;
		else if (!git_commit_parentcount(node->commit))
			node->hidden = chain_is_pristine(node->commit) && is_begun_before(chain, i);
		else if (message_is_on_kept(git_commit_message(node->commit)))
			hide_kept(chain, i);
	}
}

/* ---- public functions ------------------------------------------------------------------------ */

int chain_read(git_repository *repo, const git_commit *const *tips, size_t tip_count,
	       struct chain *chain, struct error *err)
{
	git_revwalk *commits = NULL;
	int status;

	*chain = (struct chain){0};
	status = walk(repo, tips, tip_count, &commits);
	if (!status)
		status = load(repo, commits, chain);
	git_revwalk_free(commits);
	if (status < 0)
		return store_failed(err, "a snapshot can't be read");
	date(chain);
	if (chain->count)
		qsort(chain->nodes, chain->count, sizeof(*chain->nodes), in_order);
	hide(chain);
	return 0;
}

void chain_clear(struct chain *chain)
{
	for (size_t i = 0; i < chain->count; i++)
		git_commit_free(chain->nodes[i].commit);
	free(chain->nodes);
	*chain = (struct chain){0};
}

const struct chain_node *chain_newest(const struct chain *chain)
{
	for (size_t i = chain->count; i-- > 0;)
		if (!chain->nodes[i].hidden)
			return &chain->nodes[i];
	return NULL;
}

int chain_number(const struct chain *chain, const struct chain_node *node)
{
	int number = 0;

	for (size_t i = 0; i < chain->count; i++) {
		number += !chain->nodes[i].hidden;
		if (&chain->nodes[i] == node)
			break;
	}
	return number;
}

bool chain_has(const struct chain *chain, const git_oid *id)
{
	for (size_t i = 0; i < chain->count; i++)
		if (git_oid_equal(git_commit_id(chain->nodes[i].commit), id))
			return true;
	return false;
}

bool chain_has_tree(const struct chain *chain, const git_oid *tree)
{
	for (size_t i = 0; i < chain->count; i++)
		if (git_oid_equal(&chain->nodes[i].tree, tree))
			return true;
	return false;
}
