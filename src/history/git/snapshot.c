#include "snapshot.h"
#include "base.h"
#include "chain.h"
#include "rustgym/base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PRISTINE "as handed out"
#define ON_KEPT "\non what was kept\n"

/* The first versions of rustgym wrote trees of the whole workspace, and no such line. */
static bool is_of_first_versions(const git_commit *commit)
{
	const char *message = git_commit_message(commit);

	return strcmp(message, PRISTINE "\n") != 0 && !strstr(message, "\nlines +");
}

int snapshot_tree(const struct exercise *exercise, const git_commit *commit, git_oid *out,
		  struct error *err)
{
	char *folder = exercise_folder(exercise);
	git_tree_entry *entry = NULL;
	git_tree *tree = NULL;
	int result = 0;

	git_oid_cpy(out, git_commit_tree_id(commit));
	if (is_of_first_versions(commit) && git_commit_tree(&tree, commit) < 0)
		result = store_failed(err, "a snapshot can't be read");
	if (tree && git_tree_entry_bypath(&entry, tree, folder) == 0)
		git_oid_cpy(out, git_tree_entry_id(entry));
	git_tree_entry_free(entry);
	git_tree_free(tree);
	free(folder);
	return result;
}

bool snapshot_is_pristine(const git_commit *commit)
{
	return strcmp(git_commit_message(commit), PRISTINE "\n") == 0;
}

bool snapshot_is_provisional(const git_commit *commit)
{
	const char *message = git_commit_message(commit);

	return strncmp(message, "saved\n", 6) == 0 || strncmp(message, "before ", 7) == 0;
}

bool snapshot_is_verdict_on_kept(const git_commit *commit)
{
	return strstr(git_commit_message(commit), ON_KEPT) != NULL;
}

/* Of an exercise whose chain can't be read: what is not lost, and the way on. */
static int damaged(const struct exercise *exercise, struct error *err)
{
	const git_error *cause = git_error_last();

	return error_set(
		err, ERROR_IO,
		"the history in .rustgym/repo.git: the snapshots of %s can't be read (%s). "
		"Its files are as you left them, and the other exercises are as ever; `mv "
		".rustgym/repo.git/refs/rustgym/exercise/%s .rustgym/%s.damaged` lets its "
		"history begin anew",
		exercise->name, cause && cause->message ? cause->message : "unknown cause",
		exercise->name, exercise->name);
}

/* ---- recording --------------------------------------------------------------------------------- */

static bool is_command(const char *message)
{
	return strncmp(message, "before ", 7) == 0;
}

static bool is_verdict(const char *message)
{
	return strcmp(message, "saved") != 0 && !is_command(message);
}

static int count_lines(struct git_history *history, const git_oid *from, const git_oid *to,
		       size_t *added, size_t *removed, struct error *err)
{
	git_tree *a = NULL, *b = NULL;
	git_diff_stats *stats = NULL;
	git_diff *diff = NULL;
	int status = git_tree_lookup(&a, history->repo, from);

	if (!status)
		status = git_tree_lookup(&b, history->repo, to);
	if (!status)
		status = git_diff_tree_to_tree(&diff, history->repo, a, b, NULL);
	if (!status)
		status = git_diff_get_stats(&stats, diff);
	if (!status) {
		*added = git_diff_stats_insertions(stats);
		*removed = git_diff_stats_deletions(stats);
	}
	git_diff_stats_free(stats);
	git_diff_free(diff);
	git_tree_free(a);
	git_tree_free(b);
	return status < 0 ? store_failed(err, "two snapshots can't be compared") : 0;
}

static int append(struct git_history *history, const char *ref, const git_commit *tip,
		  const git_oid *tip_tree, const git_oid *tree, const char *message,
		  struct error *err)
{
	size_t added = 0, removed = 0;
	int result = count_lines(history, tip_tree, tree, &added, &removed, err);
	char *text = memory_format("%s\n\nlines +%zu -%zu\n", message, added, removed);

	if (!result)
		result = store_commit(history, ref, tip, tree, NULL, text, err);
	free(text);
	return result;
}

/* What was kept last, if no verdict on it is there yet, else NULL. */
static int find_kept(struct git_history *history, const struct exercise *exercise, git_commit *tip,
		     git_commit **kept, struct error *err)
{
	const git_commit *tips[] = {tip};
	const struct chain_node *newest;
	struct chain chain = {0};
	git_commit *last = tip;
	int result = 0;

	*kept = NULL;
	if (chain_is_join(tip)) {
		result = chain_read(history->repo, exercise, tips, 1, &chain, err);
		newest = result ? NULL : chain_newest(&chain);
		last = newest ? newest->commit : tip;
	}
	if (!result && snapshot_is_provisional(last) && git_commit_dup(kept, last) < 0)
		result = store_failed(err, "a snapshot can't be read");
	chain_clear(&chain);
	return result;
}

/*
 * The verdict on what was kept: the same tree and the same time under another message, which stands
 * for both. What is kept stays, for another workspace may have it already.
 */
static int judge(struct git_history *history, const char *ref, const git_commit *tip,
		 const git_commit *kept, const char *message, struct error *err)
{
	const char *lines = strstr(git_commit_message(kept), "\nlines +");
	char *text = memory_format("%s\n%.*s" ON_KEPT, message,
				   lines ? (int)strcspn(lines + 1, "\n") + 1 : 0,
				   lines ? lines : "");
	int result = store_commit(history, ref, tip, git_commit_tree_id(kept),
				  git_commit_author(kept), text, err);

	free(text);
	return result;
}

static int judge_kept(struct git_history *history, const struct exercise *exercise, const char *ref,
		      git_commit *tip, const char *message, struct error *err)
{
	git_commit *kept;
	int result = find_kept(history, exercise, tip, &kept, err);

	if (!result && kept)
		result = judge(history, ref, tip, kept, message, err);
	git_commit_free(kept);
	return result;
}

/* The chain begins with what was handed out; an exercise that the base has not begins as it is. */
static int begin(struct git_history *history, const struct exercise *exercise, const char *ref,
		 const git_oid *present, git_commit **tip, struct error *err)
{
	git_oid tree;
	bool known = base_tree(history, exercise, &tree, NULL) == 0;
	int result = store_commit(history, ref, NULL, known ? &tree : present, NULL, PRISTINE "\n",
				  err);

	return result ? result : store_tip(history, ref, tip, err);
}

/* Whether the text is on the chain already: a command need not record it again. */
static int is_known(struct git_history *history, const struct exercise *exercise,
		    const git_commit *tip, const git_oid *tree, bool *known, struct error *err)
{
	const git_commit *tips[] = {tip};
	struct chain chain;
	int result = chain_read(history->repo, exercise, tips, 1, &chain, NULL);

	*known = !result && chain_has_tree(&chain, tree);
	chain_clear(&chain);
	return result ? damaged(exercise, err) : 0;
}

int snapshot_record(struct git_history *history, const struct exercise *exercise,
		    const struct present *present, const char *message, struct error *err)
{
	git_commit *tip = NULL;
	char ref[REF_MAX];
	bool known = false;
	git_oid tree;
	int result;

	if (!present->any)
		return 0;
	store_ref_name(ref, "exercise", exercise->name);
	result = store_tip(history, ref, &tip, NULL) ? damaged(exercise, err) : 0;
	if (!result && !tip)
		result = begin(history, exercise, ref, &present->tree, &tip, err);
	if (!result)
		result = snapshot_tree(exercise, tip, &tree, err);
	if (!result && is_command(message))
		result = is_known(history, exercise, tip, &present->tree, &known, err);
	if (!result && !known && !git_oid_equal(&tree, &present->tree))
		result = append(history, ref, tip, &tree, &present->tree, message, err);
	else if (!result && is_verdict(message))
		result = judge_kept(history, exercise, ref, tip, message, err);
	git_commit_free(tip);
	return result;
}

/* ---- reading ----------------------------------------------------------------------------------- */

static struct snapshot describe(const git_commit *commit)
{
	const char *message = git_commit_message(commit), *end = strchr(message, '\n');
	const char *lines = strstr(message, "\nlines +");
	struct snapshot snapshot = {
		.time = git_commit_author(commit)->when.time,
		.message = memory_copy(message, end ? (size_t)(end - message) : strlen(message)),
	};

	if (lines)
		sscanf(lines, "\nlines +%zu -%zu", &snapshot.added, &snapshot.removed);
	return snapshot;
}

/* The tree of what is on disk now, which nothing is written for. */
static int present_tree(struct git_history *history, const struct exercise *exercise, git_oid *tree,
			struct strings *said, struct error *err)
{
	struct present present = {0};
	git_repository *scratch;
	int result = store_scratch(&scratch, err);

	if (!result)
		result = files_present(history, scratch, exercise, &present, err);
	if (!result)
		git_oid_cpy(tree, &present.tree);
	for (size_t i = 0; !result && i < present.files.said.count; i++)
		strings_add(said, present.files.said.items[i]);
	files_present_clear(&present);
	git_repository_free(scratch);
	return result;
}

/* All of an exercise's, in order; none when it was never touched. */
static int read_chain(struct git_history *history, const struct exercise *exercise,
		      struct chain *chain, struct error *err)
{
	git_commit *tip;
	char ref[REF_MAX];
	int result;

	*chain = (struct chain){0};
	store_ref_name(ref, "exercise", exercise->name);
	result = store_tip(history, ref, &tip, NULL);
	if (!result && tip)
		result = chain_read(history->repo, exercise, (const git_commit *[]){tip}, 1, chain,
				    NULL);
	git_commit_free(tip);
	return result ? damaged(exercise, err) : 0;
}

int snapshot_list(struct git_history *history, const struct exercise *exercise,
		  struct snapshots *snapshots, struct error *err)
{
	struct error why = ERROR_INIT;
	struct chain chain;
	git_oid present;
	bool known = present_tree(history, exercise, &present, &snapshots->left, &why) == 0;
	int result = read_chain(history, exercise, &chain, err);

	if (!known)
		strings_add(&snapshots->left, why.message);
	if (!result && chain.count)
		snapshots->items = memory_resize(NULL, chain.count, sizeof(*snapshots->items));
	for (size_t i = 0; !result && i < chain.count; i++) {
		const struct chain_node *node = &chain.nodes[i];
		struct snapshot *snapshot = &snapshots->items[snapshots->count];

		if (node->hidden)
			continue;
		*snapshot = describe(node->commit);
		snapshot->number = (int)++snapshots->count;
		snapshot->present = known && git_oid_equal(&node->tree, &present);
	}
	chain_clear(&chain);
	return result;
}

int snapshot_find(struct git_history *history, const struct exercise *exercise, int number,
		  git_oid *tree, struct error *err)
{
	struct chain chain;
	int total = 0, result;
	bool found = false;

	if (number == HISTORY_BASE)
		return base_tree(history, exercise, tree, err);
	result = read_chain(history, exercise, &chain, err);
	for (size_t i = 0; !result && i < chain.count; i++) {
		if (chain.nodes[i].hidden || ++total != number)
			continue;
		git_oid_cpy(tree, &chain.nodes[i].tree);
		found = true;
	}
	if (!result && !found)
		result = error_set(err, ERROR_USAGE,
				   "there is no %s@%d; `rustgym history %s` lists the %d there %s",
				   exercise->name, number, exercise->name, total,
				   total == 1 ? "is" : "are");
	chain_clear(&chain);
	return result;
}
