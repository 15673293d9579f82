#include "undo.h"
#include "base.h"
#include "files.h"
#include "rustgym/base/memory.h"
#include "snapshot.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the chains -------------------------------------------------------------------------------- */

/* 0: none, such as what the first versions of rustgym wrote. */
static uint64_t sequence_of(const git_commit *commit)
{
	const char *line = commit ? strstr(git_commit_message(commit), "\nsequence ") : NULL;
	uint64_t sequence = 0;

	if (line)
		sscanf(line, "\nsequence %" SCNu64, &sequence);
	return sequence;
}

/* The last entry of an exercise's chain, or NULL. */
static int last_entry(struct git_history *history, const char *kind, const char *name,
		      git_commit **entry, struct error *err)
{
	char ref[REF_MAX];
	int result;

	store_ref_name(ref, kind, name);
	result = store_tip(history, ref, entry, err);
	if (!result && !sequence_of(*entry)) {
		git_commit_free(*entry);
		*entry = NULL;
	}
	return result;
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
		return 0; /* one that is damaged has no say */
	sequence = sequence_of(entry);
	if (sequence > search->sequence)
		search->sequence = sequence;
	git_commit_free(entry);
	return 0;
}

/* The highest sequence number of the chains of a kind ("*": of both); 0 when all are empty. */
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
	char *message = memory_format("%s\n\nsequence %" PRIu64 "\n", action, sequence);
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

/* A text that is about to take the place of another. */
struct replacement {
	struct git_history *history;
	const struct exercise *exercise;
	struct present present;
	struct plan plan;
	struct history_change *change;
};

static void replacement_clear(struct replacement *r)
{
	files_present_clear(&r->present);
	files_plan_clear(&r->plan);
}

static int record(struct replacement *r, const char *action, struct error *err)
{
	char *message = memory_format("before %s", action);
	int result = snapshot_record(r->history, r->exercise, &r->present, message, err);

	free(message);
	return result;
}

static void note(struct history_change *change, const struct exercise *exercise,
		 const struct strings *said)
{
	if (said)
		strings_add_all(&change->left, (const char *const *)said->items);
	else if (!strings_contain(&change->exercises, exercise->name))
		strings_add(&change->exercises, exercise->name);
}

static int carry_out(struct replacement *r, const char *action, struct error *err)
{
	note(r->change, r->exercise, NULL);
	note(r->change, r->exercise, &r->present.files.said);
	if (!r->change->action)
		r->change->action = memory_copy_string(action);
	r->change->changed = r->change->changed || r->plan.count;
	return files_carry_out(r->history, r->exercise, &r->plan, r->change, err);
}

/* ---- putting ----------------------------------------------------------------------------------- */

/* What is there, with the course's own files as they were handed out. */
static int with_course_files(struct git_history *history, const struct exercise *exercise,
			     const struct present *present, git_oid *tree, struct error *err)
{
	git_index *index = NULL, *base = NULL;
	int result = base_tree(history, exercise, tree, err);

	if (!result)
		result = store_flatten(history, tree, &base, err);
	if (!result)
		result = store_flatten(history, &present->tree, &index, err);
	for (size_t i = 0; !result && i < git_index_entrycount(base); i++) {
		const git_index_entry *entry = git_index_get_byindex(base, i);
		if (exercise_file_owner(exercise, entry->path) == OWNER_COURSE &&
		    git_index_add(index, entry) < 0)
			result = store_failed(err, entry->path);
	}
	if (!result)
		result = store_write_index(history->repo, index, tree, err);
	git_index_free(index);
	git_index_free(base);
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

/* What is there and the way back to it are recorded before any file changes. */
static int put_recorded(struct replacement *r, const char *action, uint64_t *group,
			struct error *err)
{
	int result = record(r, action, err);

	if (!*group)
		*group = next_sequence(r->history);
	if (!result)
		result = push(r->history, "undo", r->exercise, &r->present.tree, action, *group,
			      err);
	if (!result)
		result = clear(r->history, "redo", r->exercise, err);
	return result ? result : carry_out(r, action, err);
}

static int put_tree(struct replacement *r, const git_oid *tree, const char *action, uint64_t *group,
		    struct error *err)
{
	int result = files_plan(r->history, &r->present, tree, &r->plan, err);

	if (!result && r->plan.count)
		result = put_recorded(r, action, group, err);
	else if (!result)
		note(r->change, r->exercise, &r->present.files.said);
	return result;
}

int undo_put(struct git_history *history, const struct put_request *request,
	     struct history_change *change, struct error *err)
{
	struct replacement r = {
		.history = history, .exercise = request->exercise, .change = change};
	git_oid target;
	int result = files_present(history, history->repo, r.exercise, &r.present, err);

	if (!result)
		result = find_target(history, request, &r.present, &target, err);
	if (!result)
		result = put_tree(&r, &target, request->action, request->group, err);
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
		result = put_tree(&r, tree, action, group, err);
	replacement_clear(&r);
	return result;
}

/* ---- undo and redo ----------------------------------------------------------------------------- */

/* From one chain onto the other. */
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

/* What is there already (a process was killed between two steps) is no way back. */
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
	char ref[REF_MAX], *action = memory_copy_string(git_commit_message(entry));
	git_commit *rest = NULL;
	int result;

	action[strcspn(action, "\n")] = '\0';
	result = files_plan(r->history, &r->present, git_commit_tree_id(entry), &r->plan, err);
	if (!result)
		result = record(r, way->name, err);
	if (!result)
		result = push(r->history, way->to, r->exercise, &r->present.tree, action, sequence,
			      err);
	if (!result)
		result = carry_out(r, action, err);
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

/* All exercises that the last action changed. */
static int go_last(struct git_history *history, const struct way *way, const struct course *course,
		   uint64_t sequence, struct history_change *change, struct error *err)
{
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

static int go_any(struct git_history *history, const struct way *way, const struct course *course,
		  const struct exercise *exercise, struct history_change *change, struct error *err)
{
	uint64_t sequence = next_sequence(history);

	return exercise ? go_one(history, way, exercise, sequence, change, err)
			: go_last(history, way, course, sequence, change, err);
}

int undo_back(struct git_history *history, const struct course *course,
	      const struct exercise *exercise, struct history_change *change, struct error *err)
{
	return go_any(history, &back, course, exercise, change, err);
}

int undo_forth(struct git_history *history, const struct course *course,
	       const struct exercise *exercise, struct history_change *change, struct error *err)
{
	return go_any(history, &forth, course, exercise, change, err);
}
