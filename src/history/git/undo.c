#include "undo.h"
#include "files.h"
#include "history/history_internal.h"
#include "pristine.h"
#include "rustgym/base/memory.h"
#include "rustgym/history/message.h"
#include "rustgym/history/placed.h"
#include "snapshot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the chains -------------------------------------------------------------------------------- */

static uint64_t sequence_of(const git_commit *commit)
{
	return commit ? message_sequence(git_commit_message(commit)) : 0;
}

/* Finds the last entry of an exercise's chain, or NULL. */
static int last_entry(struct git_history *history, const char *kind, const char *name,
		      git_commit **entry, struct error *err)
{
	char ref[REF_MAX];

	store_ref_name(ref, kind, name);
	return store_tip(history, ref, entry, err);
}

struct last_search {
	struct git_history *history;
	uint64_t sequence;
};

static int look(const char *ref, void *data)
{
	struct last_search *search = data;
	git_commit *entry;
	uint64_t sequence;

	if (store_tip(search->history, ref, &entry, NULL))
		return 0; /* a damaged entry is ignored */
	sequence = sequence_of(entry);
	if (sequence > search->sequence)
		search->sequence = sequence;
	git_commit_free(entry);
	return 0;
}

/*
 * Returns the highest sequence number of the chains of a kind ("*": of both kinds); 0 if all are
 * empty.
 */
static uint64_t last_sequence(struct git_history *history, const char *kind)
{
	struct last_search search = {history, 0};
	char glob[REF_MAX];

	snprintf(glob, sizeof(glob), "refs/rustgym/%s/*", kind);
	git_reference_foreach_glob(history->repo, glob, look, &search);
	return search.sequence;
}

static uint64_t next_sequence(struct git_history *history)
{
	uint64_t undo = last_sequence(history, "undo"), redo = last_sequence(history, "redo");

	return (undo > redo ? undo : redo) + 1;
}

static int push(struct git_history *history, const char *kind, const struct exercise *exercise,
		const git_oid *tree, const char *action, uint64_t sequence, struct error *err)
{
	char *message = message_action(action, sequence);
	git_commit *before = NULL;
	char ref[REF_MAX];
	int result = last_entry(history, kind, exercise->name, &before, err);

	store_ref_name(ref, kind, exercise->name);
	if (!result)
		result = store_commit(history, ref, before, tree, NULL, message, err);
	git_commit_free(before);
	free(message);
	return result;
}

static int clear(struct git_history *history, const char *kind, const struct exercise *exercise,
		 struct error *err)
{
	char ref[REF_MAX];

	store_ref_name(ref, kind, exercise->name);
	return store_move(history, ref, NULL, err);
}

/* ---- replacing --------------------------------------------------------------------------------- */

/* A text that will be replaced by another. */
struct replacement {
	struct git_history *history;
	const struct exercise *exercise;
	struct present present;
	struct plan plan;
	struct history_change *change;
	const git_oid *target; /* the tree that is put in place */
	bool keeps_text; /* the learner's text stays, and only files of the course are put back */
};

static void replacement_clear(struct replacement *r)
{
	files_present_clear(&r->present);
	files_plan_clear(&r->plan);
}

static void say_left(struct replacement *r)
{
	strings_add_all(&r->change->left, (const char *const *)r->present.files.said.items);
	strings_add_all(&r->change->left, (const char *const *)r->plan.said.items);
}

/* Remembers that the text which comes is not the learner's (placed.h). */
static void note_placed(const struct replacement *r)
{
	struct file_set files = FILE_SET_INIT;

	if (!r->keeps_text && store_read_set(r->history->repo, r->target, &files, NULL) == 0)
		placed_write(r->history->workspace, r->exercise, &files);
	file_set_clear(&files);
}

/*
 * Before any file changes, records the present text ("before COMMAND"), then an entry in the chain
 * of `kind`. Deletes the chain of the kind `cleared`, which may be NULL.
 */
static int replace(struct replacement *r, const char *command, const char *kind,
		   const char *cleared, const char *action, uint64_t sequence, struct error *err)
{
	char *message = message_before(command);
	int result = snapshot_record(r->history, r->exercise, &r->present, message, err);

	free(message);
	if (!result)
		result = push(r->history, kind, r->exercise, &r->present.tree, action, sequence,
			      err);
	if (!result && cleared)
		result = clear(r->history, cleared, r->exercise, err);
	if (result)
		return result;
	if (!strings_contain(&r->change->exercises, r->exercise->name))
		strings_add(&r->change->exercises, r->exercise->name);
	say_left(r);
	if (!r->change->action)
		r->change->action = memory_copy_string(action);
	r->change->changed = r->change->changed || r->plan.count;
	note_placed(r);
	return files_carry_out(r->history, r->exercise, &r->plan, r->change, err);
}

/* ---- putting ----------------------------------------------------------------------------------- */

/* Makes a tree of the present files, with the course's own files restored. */
static int with_course_files(struct git_history *history, const struct exercise *exercise,
			     const struct present *present, git_oid *tree, struct error *err)
{
	git_index *index = NULL, *pristine = NULL;
	int result = pristine_tree(history, exercise, tree, err);

	if (!result)
		result = store_flatten(history, tree, &pristine, err);
	if (!result)
		result = store_flatten(history, &present->tree, &index, err);
	for (size_t i = 0; !result && i < git_index_entrycount(pristine); i++) {
		const git_index_entry *entry = git_index_get_byindex(pristine, i);
		if (exercise_file_owner(exercise, entry->path) == OWNER_COURSE &&
		    git_index_add(index, entry) < 0)
			result = store_failed(err, entry->path);
	}
	if (!result)
		result = store_write_index(history->repo, index, tree, err);
	git_index_free(index);
	git_index_free(pristine);
	return result;
}

static int find_target(struct git_history *history, const struct put_request *request,
		       const struct present *present, git_oid *tree, struct error *err)
{
	switch (request->target) {
	case TARGET_FILES:
		return store_write_set(history->repo, request->files, tree, NULL, NULL, err);
	case TARGET_NUMBER:
		return snapshot_find(history, request->exercise, request->number, tree, err);
	case TARGET_COURSE_FILES:
		return with_course_files(history, request->exercise, present, tree, err);
	}
	BUG("no such target");
}

static int put(struct replacement *r, const git_oid *tree, const char *action, uint64_t *group,
	       struct error *err)
{
	int result = files_plan(r->history, &r->present, tree, false, &r->plan, err);

	if (result)
		return result;
	if (!r->plan.count) {
		say_left(r);
		return 0;
	}
	if (!*group)
		*group = next_sequence(r->history);
	r->target = tree;
	return replace(r, action, "undo", "redo", action, *group, err);
}

int op_replace(struct git_history *history, const struct put_request *request,
	       struct history_change *change, struct error *err)
{
	struct replacement r = {.history = history,
				.exercise = request->exercise,
				.change = change,
				.keeps_text = request->target == TARGET_COURSE_FILES};
	git_oid target;
	int result = files_present(history, history->repo, r.exercise, &r.present, err);

	if (!result)
		result = find_target(history, request, &r.present, &target, err);
	if (!result)
		result = put(&r, &target, request->action, request->group, err);
	if (request->target == TARGET_NUMBER && request->number == HISTORY_PRISTINE)
		change->first_seen = pristine_is_first_seen(history, r.exercise);
	replacement_clear(&r);
	return result;
}

int undo_put_tree(struct git_history *history, const struct exercise *exercise, const git_oid *tree,
		  const char *action, uint64_t *group, struct history_change *change,
		  struct error *err)
{
	struct replacement r = {.history = history, .exercise = exercise, .change = change};
	int result = files_present(history, history->repo, exercise, &r.present, err);

	if (!result)
		result = put(&r, tree, action, group, err);
	replacement_clear(&r);
	return result;
}

/* ---- undo and redo ----------------------------------------------------------------------------- */

/* The chain to read from and the chain to write to. */
struct way {
	const char *from, *to, *name;
};

static const struct way back = {"undo", "redo", "undo"}, forth = {"redo", "undo", "redo"};

static int parent_of(git_commit **entry, struct error *err)
{
	git_commit *parent = NULL;
	int result = 0;

	if (git_commit_parentcount(*entry) && git_commit_parent(&parent, *entry, 0) < 0)
		result = store_failed(err, "what was replaced can't be read");
	git_commit_free(*entry);
	*entry = parent;
	return result;
}

/* Skips entries with the present text, which an interrupted step can leave. */
static int skip_same(const git_oid *present, git_commit **entry, struct error *err)
{
	int result = 0;

	while (!result && *entry && git_oid_equal(git_commit_tree_id(*entry), present))
		result = parent_of(entry, err);
	return result;
}

static int go(struct replacement *r, const struct way *way, git_commit *entry, uint64_t sequence,
	      struct error *err)
{
	char ref[REF_MAX], *action = message_title(git_commit_message(entry));
	git_commit *rest = NULL;
	int result = files_plan(r->history, &r->present, git_commit_tree_id(entry), true, &r->plan,
				err);

	r->target = git_commit_tree_id(entry);
	if (!result)
		result = replace(r, way->name, way->to, NULL, action, sequence, err);
	if (!result && git_commit_parentcount(entry) && git_commit_parent(&rest, entry, 0) < 0)
		result = store_failed(err, way->from);
	store_ref_name(ref, way->from, r->exercise->name);
	if (!result)
		result = store_move(r->history, ref, rest ? git_commit_id(rest) : NULL, err);
	git_commit_free(rest);
	free(action);
	return result;
}

static int nothing(const struct way *way, const struct exercise *exercise, struct error *err)
{
	if (exercise)
		return error_set(err, ERROR_USAGE, "there is nothing to %s in %s", way->name,
				 exercise->name);
	return error_set(err, ERROR_USAGE, "there is nothing to %s", way->name);
}

static int go_one(struct git_history *history, const struct way *way,
		  const struct exercise *exercise, uint64_t sequence, struct history_change *change,
		  struct error *err)
{
	struct replacement r = {.history = history, .exercise = exercise, .change = change};
	git_commit *entry = NULL;
	int result = last_entry(history, way->from, exercise->name, &entry, err);

	if (!result && entry)
		result = files_present(history, history->repo, exercise, &r.present, err);
	if (!result && entry)
		result = skip_same(&r.present.tree, &entry, err);
	if (!result)
		result = entry ? go(&r, way, entry, sequence, err) : nothing(way, exercise, err);
	git_commit_free(entry);
	replacement_clear(&r);
	return result;
}

/* Undoes or redoes the last action in all exercises that it changed. */
static int go_last(struct git_history *history, const struct way *way, uint64_t sequence,
		   struct history_change *change, struct error *err)
{
	const struct course *course = history->course;
	uint64_t last = last_sequence(history, way->from);
	int result = last ? 0 : nothing(way, NULL, err);

	for (size_t i = 0; last && !result && i < course->count; i++) {
		git_commit *entry;

		result = last_entry(history, way->from, course->exercises[i].name, &entry, err);
		if (!result && sequence_of(entry) == last)
			result = go_one(history, way, &course->exercises[i], sequence, change, err);
		git_commit_free(entry);
	}
	return result;
}

int op_step(struct git_history *history, enum direction direction, const struct exercise *exercise,
	    struct history_change *change, struct error *err)
{
	const struct way *way = direction == BACK ? &back : &forth;
	uint64_t sequence = next_sequence(history);

	return exercise ? go_one(history, way, exercise, sequence, change, err)
			: go_last(history, way, sequence, change, err);
}
