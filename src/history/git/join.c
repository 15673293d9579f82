/*
 * Joins the work of another workspace with the work that is here.
 */
#include "chain.h"
#include "files.h"
#include "history/history_internal.h"
#include "incoming.h"
#include "pristine.h"
#include "rustgym/base/memory.h"
#include "rustgym/history/message.h"
#include "snapshot.h"
#include "undo.h"

#include <stdlib.h>
#include <string.h>

/* ---- recording the present files ------------------------------------------------------------- */

/*
 * The stages of a project have the same files. Returns whether a later stage has snapshots: then the
 * files on disk belong to that one.
 */
static bool is_superseded(struct git_history *history, const struct exercise *exercise)
{
	const struct topic *topic = exercise->topic;

	for (size_t i = exercise->index + 1; exercise->stage && i < topic->first + topic->count;
	     i++) {
		char ref[REF_MAX];
		git_commit *tip = NULL;
		bool there;

		store_ref_name(ref, "exercise", history->course->exercises[i].name);
		there = store_tip(history, ref, &tip, NULL) == 0 && tip;
		git_commit_free(tip);
		if (there)
			return true;
	}
	return false;
}

/* Returns whether the exercise is the one that the files on disk are recorded for. */
static bool is_at_hand(struct git_history *history, const struct exercise *exercise,
		       const git_commit *tip)
{
	return (tip || exercise->stage <= 1) && !is_superseded(history, exercise);
}

static int keep(struct git_history *history, const struct exercise *exercise, const char *message,
		struct strings *left, struct error *err)
{
	struct present present = {0};
	struct error why = ERROR_INIT;
	git_commit *tip = NULL;
	char ref[REF_MAX];
	int result;

	store_ref_name(ref, "exercise", exercise->name);
	result = store_tip(history, ref, &tip, err);
	if (result || !is_at_hand(history, exercise, tip))
		; /* another stage has these files */
	else if (exercise_files_read(history->workspace->root, exercise, &present.files, &why)) {
		strings_add(left, why.message);
	} else if ((tip || !pristine_is(history, exercise, &present.files.set))) {
		files_present_clear(&present);
		result = files_present(history, history->repo, exercise, &present, err);
		if (!result)
			result = snapshot_record(history, exercise, &present, message, err);
	}
	git_commit_free(tip);
	files_present_clear(&present);
	return result;
}

int op_keep_all(struct git_history *history, const char *action, struct strings *left,
		struct error *err)
{
	char *message = message_before(action);
	int result = 0;

	for (size_t i = 0; !result && i < history->course->count; i++)
		result = keep(history, &history->course->exercises[i], message, left, err);
	free(message);
	return result;
}

/* ---- objects ----------------------------------------------------------------------------------- */

struct packing {
	git_repository *from;
	git_odb *here;
	git_packbuilder *builder;
	const struct course *course;
};

/*
 * Returns whether this ref was checked: it belongs to an exercise of the course, or is the
 * progress.
 */
static bool is_checked(const struct course *course, const char *ref)
{
	return strcmp(ref, REF_SHARED) == 0 ||
	       (incoming_is_ref(ref) && course_find(course, ref + strlen(REF_EXERCISE)));
}

static int pack_ref(const char *ref, void *data)
{
	struct packing *packing = data;
	git_revwalk *walk = NULL;
	git_commit *commit;
	git_oid id;
	int status;

	if (!is_checked(packing->course, ref))
		return 0;
	status = git_revwalk_new(&walk, packing->from);
	if (!status)
		status = git_revwalk_push_ref(walk, ref);
	while (!status && (status = git_revwalk_next(&id, walk)) == 0) {
		if (git_odb_exists(packing->here, &id))
			continue; /* skips everything that it leads to as well */
		status = git_commit_lookup(&commit, packing->from, &id);
		if (!status) {
			status = git_packbuilder_insert(packing->builder, &id, NULL);
			if (!status)
				status = git_packbuilder_insert_tree(packing->builder,
								     git_commit_tree_id(commit));
			git_commit_free(commit);
		}
	}
	git_revwalk_free(walk);
	return status == GIT_ITEROVER ? 0 : status;
}

/*
 * Takes the checked objects, and nothing else, as one pack. The pack is synced before any ref
 * points to it.
 */
static int take_objects(struct git_history *history, git_repository *from, struct error *err)
{
	char *folder = memory_format("%sobjects/pack", git_repository_path(history->repo));
	struct packing packing = {.from = from, .course = history->course};
	int status = git_repository_odb(&packing.here, history->repo);

	if (!status)
		status = git_packbuilder_new(&packing.builder, from);
	if (!status)
		status = incoming_foreach_ref(from, pack_ref, &packing);
	if (!status && git_packbuilder_object_count(packing.builder))
		status = git_packbuilder_write(packing.builder, folder, 0, NULL, NULL);
	if (!status)
		status = git_odb_refresh(packing.here);
	git_packbuilder_free(packing.builder);
	git_odb_free(packing.here);
	free(folder);
	return status < 0 ? store_failed(err, "what came can't be written") : 0;
}

/* ---- one exercise ------------------------------------------------------------------------------ */

/* The snapshots here, those that arrived, and all of them together. */
struct join {
	struct git_history *history;
	const struct exercise *exercise;
	const char *action;
	char ref[REF_MAX];
	git_commit *here, *there; /* `here` may be NULL */
	struct chain mine, theirs, both;
	struct present present;
	uint64_t *group;
	struct history_arrival *arrival;
};

static void join_clear(struct join *join)
{
	git_commit_free(join->here);
	git_commit_free(join->there);
	chain_clear(&join->mine);
	chain_clear(&join->theirs);
	chain_clear(&join->both);
	files_present_clear(&join->present);
}

static int join_open(struct join *join, const git_oid *there, struct error *err)
{
	git_repository *repo = join->history->repo;
	int result = store_tip(join->history, join->ref, &join->here, err);
	const git_commit *tips[2] = {join->here, NULL};

	if (!result && git_commit_lookup(&join->there, repo, there) < 0)
		result = store_failed(err, join->ref);
	tips[1] = join->there;
	if (!result)
		result = chain_read(repo, tips, 1, &join->mine, err);
	if (!result)
		result = chain_read(repo, tips + 1, 1, &join->theirs, err);
	if (!result)
		result = chain_read(repo, tips, 2, &join->both, err);
	return result;
}

/* Returns whether the arrived snapshots continue from all snapshots that are here. */
static bool is_ahead(const struct join *join)
{
	for (size_t i = 0; i < join->mine.count; i++) {
		const struct chain_node *node = &join->mine.nodes[i];
		bool beginning = !git_commit_parentcount(node->commit) &&
				 chain_has_tree(&join->theirs, &node->tree);

		if (!chain_is_join(node->commit) && !beginning &&
		    !chain_has(&join->theirs, git_commit_id(node->commit)))
			return false;
	}
	return true;
}

/* Returns whether the files on disk are the last recorded ones. */
static bool is_unedited(const struct join *join)
{
	const struct chain_node *newest = chain_newest(&join->mine);

	if (!join->present.any)
		return false;
	return newest ? git_oid_equal(&newest->tree, &join->present.tree)
		      : pristine_is(join->history, join->exercise, &join->present.files.set);
}

static void add_apart(struct history_arrival *arrival, const struct exercise *exercise, int number)
{
	arrival->apart = memory_grow(arrival->apart, arrival->apart_count, sizeof(*arrival->apart));
	arrival->apart[arrival->apart_count++] = (struct history_apart){exercise, number};
}

/*
 * Puts the files in place before the chain is moved. After an interruption, the chain still shows
 * that the arrival is not taken.
 */
static int put_theirs(struct join *join, struct error *err)
{
	const struct chain_node *newest = chain_newest(&join->theirs);
	int result = files_present(join->history, join->history->repo, join->exercise,
				   &join->present, err);

	if (result || !newest || is_superseded(join->history, join->exercise) ||
	    git_oid_equal(&newest->tree, &join->present.tree) ||
	    chain_has(&join->mine, git_commit_id(newest->commit)))
		return result;
	if (is_ahead(join) && is_unedited(join) &&
	    files_links_are_plain(join->history, &newest->tree))
		return undo_put_tree(join->history, join->exercise, &newest->tree, join->action,
				     join->group, &join->arrival->change, err);
	for (size_t i = 0; i < join->both.count; i++)
		if (git_oid_equal(git_commit_id(join->both.nodes[i].commit),
				  git_commit_id(newest->commit)))
			add_apart(join->arrival, join->exercise,
				  chain_number(&join->both, &join->both.nodes[i]));
	return 0;
}

static int move_chain(struct join *join, struct error *err)
{
	const struct chain_node *newest = chain_newest(&join->both);
	git_commit *here = NULL; /* the present text was recorded before the files were replaced */
	int result = store_tip(join->history, join->ref, &here, err), onward = 0;

	if (!result && join->here && here)
		onward = git_graph_descendant_of(join->history->repo, git_commit_id(join->there),
						 git_commit_id(here));
	if (!result && (!join->here || !here || onward == 1))
		result = store_move(join->history, join->ref, git_commit_id(join->there), err);
	else if (!result && onward < 0)
		result = store_failed(err, join->ref);
	else if (!result)
		result = store_join(join->history, join->ref, here, join->there, &newest->tree,
				    MESSAGE_JOINED, err);
	git_commit_free(here);
	return result;
}

static void count_news(struct join *join)
{
	size_t news = 0;

	for (size_t i = 0; i < join->both.count; i++) {
		const struct chain_node *node = &join->both.nodes[i];
		news += !node->hidden && !chain_is_pristine(node->commit) &&
			!chain_has(&join->mine, git_commit_id(node->commit));
	}
	if (news)
		strings_add(&join->arrival->came, join->exercise->name);
	join->arrival->snapshots += news;
}

static int join_exercise(struct join *join, const git_oid *there, struct error *err)
{
	int result;

	store_ref_name(join->ref, "exercise", join->exercise->name);
	result = join_open(join, there, err);
	if (!result && !chain_has(&join->mine, there)) {
		result = put_theirs(join, err);
		if (!result)
			result = move_chain(join, err);
		if (!result)
			count_news(join);
	}
	join_clear(join);
	return result;
}

/* ---- all exercises --------------------------------------------------------------------------- */

int op_incoming_take(struct git_history *history, const char *folder, const char *action,
		     struct history_arrival *arrival, struct error *err)
{
	const struct course *course = history->course;
	git_repository *from = NULL;
	uint64_t group = 0;
	int result = store_open_other(&from, folder, err);

	if (!result)
		result = take_objects(history, from, err);
	for (size_t i = 0; !result && i < course->count; i++) {
		struct join join = {.history = history,
				    .exercise = &course->exercises[i],
				    .action = action,
				    .group = &group,
				    .arrival = arrival};
		git_oid there;

		store_ref_name(join.ref, "exercise", join.exercise->name);
		if (git_reference_name_to_id(&there, from, join.ref) == 0)
			result = join_exercise(&join, &there, err);
	}
	git_repository_free(from);
	return result;
}
