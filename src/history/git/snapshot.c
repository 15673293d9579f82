#include "snapshot.h"
#include "chain.h"
#include "history/history_internal.h"
#include "pristine.h"
#include "rustgym/base/memory.h"
#include "rustgym/history/message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reports a chain that cannot be read, with the remedy, and says that nothing else is lost. */
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
		  const git_oid *tree, const char *message, struct error *err)
{
	size_t added = 0, removed = 0;
	int result = count_lines(history, git_commit_tree_id(tip), tree, &added, &removed, err);
	char *text = message_with_lines(message, added, removed);

	if (!result)
		result = store_commit(history, ref, tip, tree, NULL, text, err);
	free(text);
	return result;
}

/*
 * Adds the verdict on the last kept text, if it has none yet. The new commit has the same tree and
 * time, and replaces the kept one in lists. The kept commit stays, because another workspace may
 * have it already.
 */
static int judge_kept(struct git_history *history, const char *ref, const git_commit *tip,
		      const char *message, struct error *err)
{
	const struct chain_node *newest = NULL;
	const git_commit *kept = tip;
	struct chain chain = {0};
	int result = 0;

	if (chain_is_join(tip)) {
		result = chain_read(history->repo, &tip, 1, &chain, err);
		newest = result ? NULL : chain_newest(&chain);
		kept = newest ? newest->commit : tip;
	}
	if (!result && message_is_kept(git_commit_message(kept))) {
		char *text = message_on_kept(message, git_commit_message(kept));
		result = store_commit(history, ref, tip, git_commit_tree_id(kept),
				      git_commit_author(kept), text, err);
		free(text);
	}
	chain_clear(&chain);
	return result;
}

/* Starts the chain of a later stage of a project. It was not handed out: the learner wrote it. */
static int begin_stage(struct git_history *history, const char *ref, const git_oid *present,
		       const char *message, git_commit **tip, struct error *err)
{
	char *text = message_with_lines(message, 0, 0);
	int result = store_commit(history, ref, NULL, present, NULL, text, err);

	free(text);
	return result ? result : store_tip(history, ref, tip, err);
}

/* Starts a chain with the handed-out text. If that is unknown, starts it with the present text. */
static int begin(struct git_history *history, const struct exercise *exercise, const char *ref,
		 const git_oid *present, git_commit **tip, struct error *err)
{
	git_oid tree;
	bool known = pristine_tree(history, exercise, &tree, NULL) == 0;
	int result = store_commit(history, ref, NULL, known ? &tree : present, NULL,
				  MESSAGE_PRISTINE, err);

	return result ? result : store_tip(history, ref, tip, err);
}

/* Returns in *known whether the chain has this text already. Then a command need not record it. */
static int is_known(struct git_history *history, const struct exercise *exercise,
		    const git_commit *tip, const git_oid *tree, bool *known, struct error *err)
{
	struct chain chain;
	int result = chain_read(history->repo, &tip, 1, &chain, NULL);

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
	int result;

	if (!present->any)
		return 0;
	store_ref_name(ref, "exercise", exercise->name);
	result = store_tip(history, ref, &tip, NULL) ? damaged(exercise, err) : 0;
	if (!result && !tip && exercise->stage > 1)
		result = begin_stage(history, ref, &present->tree, message, &tip, err);
	else if (!result && !tip)
		result = begin(history, exercise, ref, &present->tree, &tip, err);
	if (!result && message_kind(message) == MESSAGE_IS_COMMAND)
		result = is_known(history, exercise, tip, &present->tree, &known, err);
	if (!result && !known && !git_oid_equal(git_commit_tree_id(tip), &present->tree))
		result = append(history, ref, tip, &present->tree, message, err);
	else if (!result && message_kind(message) == MESSAGE_IS_VERDICT)
		result = judge_kept(history, ref, tip, message, err);
	git_commit_free(tip);
	return result;
}

/* Records every given file. exercise_files_read has left the others out. */
int op_snapshot(struct git_history *history, const struct exercise *exercise,
		const struct file_set *files, const char *message, struct error *err)
{
	struct strings left = STRINGS_INIT, said = STRINGS_INIT;
	struct present present = {0};
	int result;

	if (files) {
		present.any = files->count > 0;
		result = store_write_set(history->repo, files, &present.tree, &left, &said, err);
	} else {
		result = files_present(history, history->repo, exercise, &present, err);
	}
	if (!result)
		result = snapshot_record(history, exercise, &present, message, err);
	files_present_clear(&present);
	strings_clear(&left);
	strings_clear(&said);
	return result;
}

/* ---- reading ----------------------------------------------------------------------------------- */

static struct snapshot describe(const git_commit *commit)
{
	const char *message = git_commit_message(commit);
	struct snapshot snapshot = {
		.time = git_commit_author(commit)->when.time,
		.message = message_title(message),
		.errors = message_errors(message),
		.tests = message_tests(message),
	};

	message_lines(message, &snapshot.added, &snapshot.removed);
	return snapshot;
}

/* Computes the tree of the present files without writing to the history. */
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

/* Reads all snapshots of an exercise, in order; none if it was never changed. */
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
		result = chain_read(history->repo, (const git_commit *[]){tip}, 1, chain, NULL);
	git_commit_free(tip);
	return result ? damaged(exercise, err) : 0;
}

/* `present` is the tree of the files on disk; NULL: it is not known. */
static int read_snapshots(struct git_history *history, const struct exercise *exercise,
			  const git_oid *present, struct snapshots *snapshots, struct error *err)
{
	struct chain chain;
	int result = read_chain(history, exercise, &chain, err);

	if (!result && chain.count)
		snapshots->items = memory_resize(NULL, chain.count, sizeof(*snapshots->items));
	for (size_t i = 0; !result && i < chain.count; i++) {
		const struct chain_node *node = &chain.nodes[i];
		struct snapshot *snapshot = &snapshots->items[snapshots->count];

		if (node->hidden)
			continue;
		*snapshot = describe(node->commit);
		snapshot->number = (int)++snapshots->count;
		snapshot->present = present && git_oid_equal(&node->tree, present);
	}
	chain_clear(&chain);
	return result;
}

int op_list(struct git_history *history, const struct exercise *exercise,
	    struct snapshots *snapshots, struct error *err)
{
	struct error why = ERROR_INIT;
	git_oid present;
	bool known = present_tree(history, exercise, &present, &snapshots->left, &why) == 0;

	if (!known)
		strings_add(&snapshots->left, why.message);
	return read_snapshots(history, exercise, known ? &present : NULL, snapshots, err);
}

int op_log(struct git_history *history, const struct exercise *exercise,
	   struct snapshots *snapshots, struct error *err)
{
	return read_snapshots(history, exercise, NULL, snapshots, err);
}

int snapshot_find(struct git_history *history, const struct exercise *exercise, int number,
		  git_oid *tree, struct error *err)
{
	struct chain chain;
	int total = 0, result;
	bool found = false;

	if (number == HISTORY_PRISTINE)
		return pristine_tree(history, exercise, tree, err);
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

/* It may write the pristine tree of a single file, so the caller holds the lock for writing. */
int op_read(struct git_history *history, const struct exercise *exercise, int number,
	    struct file_set *files, struct error *err)
{
	struct exercise_files present = EXERCISE_FILES_INIT;
	git_oid tree;
	int result;

	if (number == HISTORY_PRESENT) {
		result = exercise_files_read(history->workspace->root, exercise, &present, err);
		*files = present.set;
		present.set = (struct file_set)FILE_SET_INIT;
		exercise_files_clear(&present);
		return result;
	}
	result = snapshot_find(history, exercise, number, &tree, err);
	return result ? result : store_read_set(history->repo, &tree, files, err);
}
