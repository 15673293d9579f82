#include "rustgym/update/update.h"
#include "rustgym/app/trust.h"
#include "rustgym/base/file.h"
#include "rustgym/base/gate.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/place.h"
#include "rustgym/course/problem.h"
#include "rustgym/workspace/progress.h"
#include "rustgym/workspace/progress_file.h"
#include "update_internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WAIT_MS = 60 * 1000 }; /* ms; an update of a large course takes some seconds */

/* Stands for all of exercises/, as if it were one exercise. */
static const struct exercise everything = {
	.name = "everything", .path = "exercises", .folder = true};

/* ---- staging ----------------------------------------------------------------------------------- */

static int sweep(const struct workspace *workspace, struct error *err)
{
	static const char *const staged[] = {UPDATE_IN(UPDATE_NEW), UPDATE_IN(UPDATE_OLD),
					     UPDATE_IN(UPDATE_PULLED)};
	struct place root;
	int result = place_open(workspace->root, &root, err);

	for (size_t i = 0; !result && i < sizeof(staged) / sizeof(*staged); i++)
		result = place_remove_all(&root, staged[i], err);
	place_close(&root);
	return result;
}

/* Somebody can have worked in the program's course; their answers are no new texts. */
static int stage(struct update *update, const char *folder, struct error *err)
{
	struct place from = {.fd = -1}, root = {.fd = -1};
	struct file_set files = FILE_SET_INIT;
	int result = place_open(folder, &from, err);

	if (!result)
		result = place_open(update->app->workspace.root, &root, err);
	if (!result)
		result = place_remove_all(&root, UPDATE_IN(UPDATE_NEW), err);
	if (!result && trust_is_programs(folder))
		result = history_course_read(update->history, &files, err);
	if (!result && files.count)
		result = set_write(&root, UPDATE_IN(UPDATE_NEW), &files, err);
	else if (!result)
		result = place_copy(&from, "exercises", &root, UPDATE_IN(UPDATE_NEW) "/exercises",
				    err);
	file_set_clear(&files);
	place_close(&root);
	place_close(&from);
	return result;
}

static int load_new(struct update *update, struct error *err)
{
	char *root = workspace_state(&update->app->workspace, UPDATE_NEW);
	struct place place = {.fd = -1};
	struct problems problems = PROBLEMS_INIT;
	struct buffer text = BUFFER_INIT;
	int result = 0;

	update->now = course_load(root, &problems, err);
	if (!update->now) {
		problems_write(&problems, &text);
		gate_say("%s", text.data);
		result = problems.count ? error_set(err, ERROR_COURSE,
						    "the new course has %zu mistake%s; nothing was "
						    "changed",
						    problems.count + problems.more,
						    problems.count == 1 ? "" : "s")
					: err->code;
	}
	if (!result)
		result = place_open(update->app->workspace.root, &place, err);
	if (!result)
		result = set_read(&place, UPDATE_IN(UPDATE_NEW) "/exercises", &update->theirs, err);
	place_close(&place);
	buffer_clear(&text);
	problems_clear(&problems);
	free(root);
	return result;
}

/*
 * Loads the old course from the base, because the new one may be on disk already (after a pull in a
 * clone, or an interrupted update). Only its JSON files are needed. If the base has no valid
 * course, loads the one on disk.
 */
static int load_old(struct update *update, struct error *err)
{
	char *root = workspace_state(&update->app->workspace, UPDATE_OLD);
	struct place place;
	struct problems problems = PROBLEMS_INIT;
	struct file_set course = FILE_SET_INIT;
	int result = place_open(update->app->workspace.root, &place, err);

	if (!result)
		result = place_remove_all(&place, UPDATE_IN(UPDATE_OLD), err);

	for (size_t i = 0; i < update->base.count; i++)
		if (path_has_suffix(update->base.items[i].path, ".json"))
			set_add(&course, update->base.items[i].path, &update->base.items[i]);
	if (!result)
		result = set_write(&place, UPDATE_IN(UPDATE_OLD) "/exercises", &course, err);
	if (!result)
		update->old = course_load_workspace(root, &problems, NULL);
	problems_clear(&problems);
	if (!result && !update->old)
		update->old = course_load_workspace(update->app->workspace.root, &problems, NULL);
	problems_clear(&problems);
	file_set_clear(&course);
	place_close(&place);
	free(root);
	return result;
}

/* ---- opening ----------------------------------------------------------------------------------- */

/* Plans with the new course that is in .rustgym/update/. */
static int open_staged(struct update *update, struct error *err)
{
	int result = load_new(update, err);

	if (!result)
		result = history_read(update->history, &everything, HISTORY_PRISTINE, &update->base,
				      err);
	if (!result)
		result = load_old(update, err);
	return result ? result : plan_make(update, err);
}

int update_open(struct app *app, const struct course_source *source, struct update *update,
		struct error *err)
{
	bool shipped = trust_is_programs(source->folder);
	int result;

	*update = (struct update){
		.app = app, .pulled = source->pulled, .change = HISTORY_CHANGE_INIT};
	update->course = source->pulled ? NULL : memory_copy_string(shipped ? "" : source->folder);
	result = workspace_prepare(&app->workspace, err);
	if (!result && update_is_unfinished(&app->workspace))
		result = error_set(
			err, ERROR_ENVIRONMENT,
			"the update that was cut short comes first: fix the fault that stops it, or "
			"give it up by deleting %s/" UPDATE_JOURNAL,
			app->workspace.state);
	if (!result)
		result = history_open(&app->workspace, NULL, &update->history, err);
	if (!result)
		result = stage(update, source->folder, err);
	return result ? result : open_staged(update, err);
}

void update_close(struct update *update)
{
	for (size_t i = 0; i < update->count; i++) {
		file_set_clear(&update->items[i].files);
		file_set_clear(&update->items[i].base);
		file_set_clear(&update->items[i].course);
	}
	free(update->items);
	free(update->files);
	free(update->course);
	strings_clear(&update->again);
	history_change_clear(&update->change);
	history_free(update->history);
	file_set_clear(&update->base);
	file_set_clear(&update->theirs);
	course_free(update->old);
	course_free(update->now);
	if (update->app && !update_is_unfinished(&update->app->workspace))
		sweep(&update->app->workspace, NULL);
	*update = (struct update){0};
}

static bool is_moved(const struct update_item *item)
{
	return item->old && item->now && strcmp(item->old->path, item->now->path) != 0;
}

bool update_changes(const struct update *update)
{
	bool changes = update->file_count || !file_set_equal(&update->base, &update->theirs);

	for (size_t i = 0; !changes && i < update->count; i++)
		changes = update->items[i].action != UPDATE_SAME || is_moved(&update->items[i]);
	return changes;
}

/* ---- applying ---------------------------------------------------------------------------------- */

/* Moves the learner's files to the exercise's new path. Their content does not change. */
static int move(struct update *update, const struct update_item *item, struct error *err)
{
	struct place root;
	struct stat st;
	int result = place_open(update->app->workspace.root, &root, err);

	if (!result && strcmp(item->old->name, item->now->name) != 0)
		result = history_rename(update->history, item->old, item->now, err);
	if (!result && place_examine(&root, item->old->path, &st) &&
	    !place_examine(&root, item->now->path, &st))
		result = place_move(&root, item->old->path, item->now->path, err);
	place_close(&root);
	return result;
}

static int apply_item(struct update *update, const struct update_item *item, struct error *err)
{
	const struct exercise *exercise = item->now ? item->now : item->old;
	int result = is_moved(item) ? move(update, item, err) : 0;

	if (!result && item->action == UPDATE_CONFLICT)
		return conflict_keep(&update->app->workspace, item, err);
	if (result || item->action == UPDATE_SAME || item->action == UPDATE_LEFT)
		return result;
	result = history_put(update->history, exercise, &item->files, "update", &update->change,
			     err);
	return result ? result : conflict_settle(&update->app->workspace, exercise->name, err);
}

static int apply_items(struct update *update, struct error *err)
{
	int result = 0;

	history_group_begin(update->history);
	for (size_t i = 0; i < update->count; i++) {
		struct error why = ERROR_INIT;
		int failed = apply_item(update, &update->items[i], &why);

		if (failed && !result)
			result = error_set(err, failed, "%s", why.message);
	}
	history_group_end(update->history);
	return result;
}

/* Files that an earlier update kept aside stay, too. */
static char *free_place(const struct update *update, const char *path)
{
	const char *state = update->app->workspace.state;
	char *aside = memory_format("%s/" UPDATE_YOURS "/%s", state, path);

	for (int n = 1; file_exists(aside); n++) {
		free(aside);
		aside = memory_format("%s/" UPDATE_YOURS "/%s.%d", state, path, n);
	}
	return aside;
}

static int keep_aside(struct update *update, const struct place *root, const char *path,
		      struct error *err)
{
	char *aside = free_place(update, path), *full = path_join("exercises", path);
	struct buffer bytes = BUFFER_INIT;
	int result = place_read(root, full, FILE_COURSE_MAX, &bytes, err);

	if (!result)
		result = place_put(root, path_below(aside, update->app->workspace.root),
				   &(struct file_set_item){.bytes = bytes.data, .len = bytes.len},
				   err);
	buffer_clear(&bytes);
	free(full);
	free(aside);
	return result;
}

static int apply_file(struct update *update, const struct update_file *file, struct error *err)
{
	char *path = path_join("exercises", file->path);
	struct place root;
	int result = place_open(update->app->workspace.root, &root, err);

	if (!result && file->edited)
		result = keep_aside(update, &root, file->path, err);
	if (!result && file->item)
		result = place_put(&root, path, file->item, err);
	else if (!result)
		result = place_remove(&root, path, err);
	place_close(&root);
	free(path);
	return result;
}

static bool is_renamed(const struct update_item *item)
{
	return item->old && item->now && strcmp(item->old->name, item->now->name) != 0;
}

static bool renames_any(const struct update *update)
{
	for (size_t i = 0; i < update->count; i++)
		if (is_renamed(&update->items[i]))
			return true;
	return false;
}

static int rename_progress(struct update *update, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	int result = progress_begin(&update->app->workspace, &progress, err);

	for (size_t i = 0; !result && i < update->count; i++) {
		const struct update_item *item = &update->items[i];
		if (is_renamed(item))
			progress_rename(&progress, item->old->name, item->now->name);
	}
	if (!result)
		result = progress_commit(&update->app->workspace, &progress, err);
	progress_clear(&progress);
	return result ? result : history_progress_record(update->history, err);
}

/*
 * The journal is written already. The base is replaced after everything that the plan depends on.
 */
static int carry_out(struct update *update, struct error *err)
{
	struct app *app = update->app;
	int result = apply_items(update, err);

	for (size_t i = 0; !result && i < update->file_count; i++)
		result = apply_file(update, &update->files[i], err);
	if (!result && renames_any(update))
		result = rename_progress(update, err);
	if (!result && !file_set_equal(&update->base, &update->theirs))
		result = history_pristine_write(update->history, &everything, &update->theirs, err);
	if (!result && update->course)
		result = config_set(&app->workspace, &app->config, CONFIG_COURSE, update->course,
				    err);
	if (!result && update->again.count)
		result = journal_write(update, true, err);
	else if (!result)
		result = journal_remove(&app->workspace, err);
	return result ? result : sweep(&app->workspace, err);
}

/* Only one process may update. */
static int take_lock(const struct workspace *workspace, struct lock **lock, struct error *err)
{
	char *path = workspace_state(workspace, "update.lock");
	int result = lock_take(path, WAIT_MS, lock, NULL, err);

	if (result == ERROR_ENVIRONMENT)
		error_set(err, result, "another rustgym is updating %s; try again when it is done",
			  workspace->root);
	free(path);
	return result;
}

int update_apply(struct update *update, struct error *err)
{
	struct lock *lock;
	int result = take_lock(&update->app->workspace, &lock, err);

	if (result)
		return result;
	sync(); /* the staged files must be on disk before the journal refers to them */
	result = journal_write(update, false, err);
	if (!result)
		result = carry_out(update, err);
	lock_release(lock);
	return result;
}

/* ---- finishing an interrupted update --------------------------------------------------------- */

static bool is_trusted(const struct app *app)
{
	char *origin = trust_origin(&app->workspace, &app->config);
	bool trusted = trust_is_said(app) || trust_is_known(app, origin, NULL);

	free(origin);
	return trusted;
}

/*
 * The journal knows which exercises to check again. The plan does not, because the base may be the
 * new one already.
 */
static int finish(struct app *app, struct error *err)
{
	struct update update = {.app = app, .change = HISTORY_CHANGE_INIT};
	struct journal journal;
	int result = journal_read(&app->workspace, &journal, err);

	/* it is a setting of the user's own, and the journal could have come with the folder */
	update.course = is_trusted(app) ? memory_copy_string(journal.course) : NULL;
	update.pulled = journal.pulled;
	if (!result)
		result = history_open(&app->workspace, NULL, &update.history, err);
	if (!result)
		result = open_staged(&update, err);
	strings_clear(&update.again);
	update.again = journal.again;
	journal.again = (struct strings)STRINGS_INIT;
	if (!result)
		result = carry_out(&update, err);
	update_close(&update);
	journal_clear(&journal);
	return result;
}

int update_finish(struct app *app, bool *finished, struct error *err)
{
	struct lock *lock;
	int result;

	*finished = false;
	if (!update_is_unfinished(&app->workspace))
		return 0;
	result = take_lock(&app->workspace, &lock, err);
	if (result)
		return result;
	*finished = update_is_unfinished(&app->workspace);
	if (*finished)
		result = finish(app, err);
	lock_release(lock);
	return result;
}
