#include "git_snapshot.h"
#include "git_base.h"
#include "rustgym/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PRISTINE "as handed out"

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

/* The commit before; takes the one it came from. */
static int step_back(git_commit **commit, struct error *err)
{
	git_commit *parent = NULL;
	int result = 0;

	if (git_commit_parentcount(*commit) && git_commit_parent(&parent, *commit, 0) < 0)
		result = store_failed(err, "a snapshot can't be read");
	git_commit_free(*commit);
	*commit = parent;
	return result;
}

/* ---- recording --------------------------------------------------------------------------------- */

/* Kept before anybody knew how it does: a verdict on the same text takes its place. */
static bool is_provisional(const char *message)
{
	return strncmp(message, "saved\n", 6) == 0 || strncmp(message, "before ", 7) == 0;
}

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

/* The verdict on what the tip has kept: the same tree and the same time under another message. */
static int amend(struct git_history *history, const char *ref, const git_commit *tip,
		 const char *message, struct error *err)
{
	const char *rest = strchr(git_commit_message(tip), '\n');
	char *text = memory_format("%s%s", message, rest ? rest : "\n");
	git_commit *parent = NULL;
	int result = 0;

	if (git_commit_parentcount(tip) && git_commit_parent(&parent, tip, 0) < 0)
		result = store_failed(err, ref);
	if (!result)
		result = store_commit(history, ref, parent, git_commit_tree_id(tip),
				      git_commit_author(tip), text, err);
	git_commit_free(parent);
	free(text);
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
static int is_known(const struct exercise *exercise, const git_commit *tip, const git_oid *tree,
		    bool *known, struct error *err)
{
	git_commit *commit = NULL;
	git_oid other;
	int result = git_commit_dup(&commit, (git_commit *)(uintptr_t)tip) < 0
			     ? store_failed(err, "a snapshot can't be read")
			     : 0;

	for (*known = false; !result && commit && !*known;) {
		result = snapshot_tree(exercise, commit, &other, err);
		*known = !result && git_oid_equal(&other, tree);
		if (!result)
			result = step_back(&commit, err);
	}
	git_commit_free(commit);
	return result;
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
	result = store_tip(history, ref, &tip, err);
	if (!result && !tip)
		result = begin(history, exercise, ref, &present->tree, &tip, err);
	if (!result)
		result = snapshot_tree(exercise, tip, &tree, err);
	if (!result && is_command(message))
		result = is_known(exercise, tip, &present->tree, &known, err);
	if (!result && !known && !git_oid_equal(&tree, &present->tree))
		result = append(history, ref, tip, &tree, &present->tree, message, err);
	else if (!result && is_verdict(message) && is_provisional(git_commit_message(tip)))
		result = amend(history, ref, tip, message, err);
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

static void reverse_and_number(struct snapshots *snapshots)
{
	for (size_t a = 0, b = snapshots->count; a + 1 < b; a++) {
		struct snapshot other = snapshots->items[--b];
		snapshots->items[b] = snapshots->items[a];
		snapshots->items[a] = other;
	}
	for (size_t i = 0; i < snapshots->count; i++)
		snapshots->items[i].number = (int)i + 1;
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

int snapshot_list(struct git_history *history, const struct exercise *exercise,
		  struct snapshots *snapshots, struct error *err)
{
	struct error why = ERROR_INIT;
	git_oid present, tree;
	git_commit *commit;
	size_t capacity = 0;
	char ref[REF_MAX];
	bool known = present_tree(history, exercise, &present, &snapshots->left, &why) == 0;
	int result;

	if (!known)
		strings_add(&snapshots->left, why.message);
	store_ref_name(ref, "exercise", exercise->name);
	result = store_tip(history, ref, &commit, err);
	while (!result && commit) {
		if (snapshots->count == capacity) {
			capacity = capacity ? capacity * 2 : 64;
			snapshots->items = memory_resize(snapshots->items, capacity,
							 sizeof(*snapshots->items));
		}
		result = snapshot_tree(exercise, commit, &tree, err);
		if (result)
			break;
		snapshots->items[snapshots->count] = describe(commit);
		snapshots->items[snapshots->count++].present = known &&
							       git_oid_equal(&tree, &present);
		result = step_back(&commit, err);
	}
	git_commit_free(commit);
	reverse_and_number(snapshots);
	return result;
}

static int count(git_commit *tip, int *total, struct error *err)
{
	git_commit *commit = NULL;
	int result = git_commit_dup(&commit, tip) < 0 ? store_failed(err, "a snapshot") : 0;

	for (*total = 0; !result && commit; ++*total)
		result = step_back(&commit, err);
	git_commit_free(commit);
	return result;
}

int snapshot_find(struct git_history *history, const struct exercise *exercise, int number,
		  git_oid *tree, struct error *err)
{
	git_commit *commit = NULL;
	char ref[REF_MAX];
	int total = 0, result;

	if (number == HISTORY_BASE)
		return base_tree(history, exercise, tree, err);
	store_ref_name(ref, "exercise", exercise->name);
	result = store_tip(history, ref, &commit, err);
	if (!result && commit)
		result = count(commit, &total, err);
	if (!result && (number < 0 || number > total))
		result = error_set(err, ERROR_USAGE,
				   "there is no %s@%d; `rustgym history %s` lists the %d there %s",
				   exercise->name, number, exercise->name, total,
				   total == 1 ? "is" : "are");
	for (int i = total; !result && i > number; i--)
		result = step_back(&commit, err);
	if (!result)
		result = snapshot_tree(exercise, commit, tree, err);
	git_commit_free(commit);
	return result;
}
