#include "incoming.h"
#include "chain.h"
#include "history/history_internal.h"
#include "progress.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/history/message.h"
#include "rustgym/workspace/progress_text.h"
#include "tree_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	COMMITS_MAX = 20000, /* in one exercise's history */
	ALL_ENTRIES_MAX = 5 * 1000 * 1000,
};

/* ---- refs -------------------------------------------------------------------------------------- */

bool incoming_is_ref(const char *ref)
{
	size_t prefix = strlen(REF_EXERCISE);

	return strcmp(ref, REF_SHARED) == 0 ||
	       (strncmp(ref, REF_EXERCISE, prefix) == 0 && course_is_name(ref + prefix));
}

int incoming_foreach_ref(git_repository *repo, int (*visit)(const char *ref, void *data),
			 void *data)
{
	int status = git_reference_foreach_glob(repo, REF_EXERCISE "*", visit, data);

	return status ? status
		      : git_reference_foreach_glob(repo, "refs/rustgym/shared/*", visit, data);
}

/* ---- the folder -------------------------------------------------------------------------------- */

static int borrow_objects(struct git_history *history, const char *folder, struct error *err)
{
	char *path = path_join(folder, "objects/info/alternates");
	char *text = memory_format("%sobjects\n", git_repository_path(history->repo));
	/* the path cannot be written to alternates, so more objects are fetched */
	int result = strchr(git_repository_path(history->repo), '\n')
			     ? 0
			     : file_write_cache(path, text, strlen(text), err);

	free(text);
	free(path);
	return result;
}

int op_incoming_new(struct git_history *history, const char *folder, struct error *err)
{
	git_repository_init_options options;
	git_repository *repo = NULL;
	int result = file_remove(folder, err);

	git_repository_init_options_init(&options, GIT_REPOSITORY_INIT_OPTIONS_VERSION);
	options.flags = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_MKPATH |
			GIT_REPOSITORY_INIT_NO_REINIT;
	if (!result && git_repository_init_ext(&repo, folder, &options) < 0)
		result = store_failed(err, folder);
	git_repository_free(repo);
	return result ? result : borrow_objects(history, folder, err);
}

/* ---- checking untrusted objects -------------------------------------------------------------- */

struct check {
	git_repository *repo;
	struct tree_check trees;
	const struct course *course;
	struct history_offer *offer;
	struct error *err;
	const char *name; /* the name of the checked exercise, for messages */
	size_t all_entries;
};

static int refuse(struct check *check, const char *why)
{
	return error_set(
		check->err, ERROR_IO,
		"the snapshots of %s that came were not written by rustgym (%s); nothing was changed",
		check->name, why);
}

static int refuse_damaged(struct check *check)
{
	const git_error *cause = git_error_last();

	return error_set(check->err, ERROR_IO,
			 "what came of %s is damaged (%s); nothing was changed", check->name,
			 cause && cause->message ? cause->message : "unknown cause");
}

static int check_commit(struct check *check, const git_commit *commit)
{
	git_time_t when = git_commit_author(commit)->when.time;

	if (when < 0 || when > INT64_C(253402300799)) /* the end of the year 9999 */
		return refuse(check, "a time");
	if (git_commit_parentcount(commit) > 2)
		return refuse(check, "a join");
	return message_is_sound(git_commit_message(commit)) ? 0 : refuse(check, "a message");
}

/* fault: NULL when there is none. */
static int refuse_fault(struct check *check, const char *fault)
{
	if (!fault)
		return 0;
	return fault == tree_is_damaged ? refuse_damaged(check) : refuse(check, fault);
}

static int check_tree(struct check *check, const git_oid *id)
{
	const char *fault;

	check->trees.entries = 0;
	fault = tree_fault(&check->trees, id);
	check->all_entries += check->trees.entries;
	return refuse_fault(check, check->all_entries > ALL_ENTRIES_MAX ? "too many files" : fault);
}

/* Checks that the tree has one file with this name and nothing else. */
static int check_tree_of_one(struct check *check, const git_oid *id, const char *name, size_t max)
{
	return refuse_fault(check, tree_of_one_fault(&check->trees, id, name, max));
}

/* ---- chains ------------------------------------------------------------------------------------ */

static int read_all(struct check *check, const char *ref, struct chain *chain)
{
	git_commit *tip = NULL;
	git_oid id;
	int result = 0;

	*chain = (struct chain){0};
	if (git_reference_name_to_id(&id, check->repo, ref) < 0 ||
	    git_commit_lookup(&tip, check->repo, &id) < 0 ||
	    chain_read(check->repo, (const git_commit *[]){tip}, 1, chain, NULL))
		result = refuse_damaged(check);
	else if (chain->count > COMMITS_MAX)
		result = refuse(check, "too many snapshots");
	git_commit_free(tip);
	return result;
}

static int check_exercise(struct check *check, const char *ref, const struct exercise *exercise)
{
	struct chain chain;
	int result;

	check->name = exercise->name;
	result = read_all(check, ref, &chain);
	for (size_t i = 0; !result && i < chain.count; i++) {
		const git_oid *tree = &chain.nodes[i].tree;

		result = check_commit(check, chain.nodes[i].commit);
		if (!result && exercise->folder)
			result = check_tree(check, tree);
		else if (!result)
			result = check_tree_of_one(check, tree, path_base(exercise->path),
						   FILE_COURSE_MAX);
	}
	chain_clear(&chain);
	return result;
}

static int check_progress(struct check *check)
{
	git_commit *tip = NULL;
	struct chain chain;
	git_oid id;
	bool found;
	int result;

	check->name = "progress";
	result = read_all(check, REF_SHARED, &chain);
	for (size_t i = 0; !result && i < chain.count; i++)
		result = check_tree_of_one(check, &chain.nodes[i].tree, PROGRESS_NAME,
					   PROGRESS_SHARED_MAX);
	if (!result && (git_reference_name_to_id(&id, check->repo, REF_SHARED) < 0 ||
			git_commit_lookup(&tip, check->repo, &id) < 0))
		result = refuse_damaged(check);
	if (!result)
		result = progress_read_tree(check->repo, git_commit_tree_id(tip), &found,
					    &check->offer->progress, check->err);
	git_commit_free(tip);
	chain_clear(&chain);
	return result;
}

/* ---- the whole check ------------------------------------------------------------------------- */

static int check_ref(const char *ref, void *data)
{
	struct check *check = data;
	const struct exercise *exercise;

	if (!incoming_is_ref(ref)) {
		check->name = "it";
		return refuse(check, "the name of a ref");
	}
	if (strcmp(ref, REF_SHARED) == 0)
		return check_progress(check);
	exercise = course_find(check->course, ref + strlen(REF_EXERCISE));
	if (exercise)
		return check_exercise(check, ref, exercise);
	strings_add(&check->offer->unknown, ref + strlen(REF_EXERCISE));
	return 0;
}

int op_incoming_check(struct git_history *history, const char *folder, struct history_offer *offer,
		      struct error *err)
{
	struct error why = ERROR_INIT;
	struct check check = {.course = history->course, .offer = offer, .err = &why};
	int result = store_open_other(&check.repo, folder, err), status;

	if (result)
		return result;
	git_error_clear();
	check.trees.repo = check.repo;
	status = git_repository_odb(&check.trees.odb, check.repo);
	if (!status)
		status = incoming_foreach_ref(check.repo, check_ref, &check);
	if (status && why.code)
		result = error_set(err, why.code, "%s", why.message);
	else if (status)
		result = store_failed(err, "what came can't be read");
	git_odb_free(check.trees.odb);
	git_repository_free(check.repo);
	return result;
}

/* ---- comparing ------------------------------------------------------------------------------- */

struct comparing {
	git_repository *here, *there;
};

static int is_told(const char *ref, void *data)
{
	const struct comparing *comparing = data;
	git_oid here, there;

	return git_reference_name_to_id(&here, comparing->here, ref) == 0 &&
			       git_reference_name_to_id(&there, comparing->there, ref) == 0 &&
			       git_oid_equal(&here, &there)
		       ? 0
		       : 1;
}

int op_incoming_same(struct git_history *history, const char *folder, bool *same, struct error *err)
{
	struct comparing comparing = {history->repo, NULL};
	int result = store_open_other(&comparing.there, folder, err);

	*same = !result && incoming_foreach_ref(history->repo, is_told, &comparing) == 0;
	git_repository_free(comparing.there);
	return result;
}
