#include "rustgym/history/history.h"
#include "history_internal.h"
#include "rustgym/base/file.h"
#include "rustgym/base/installed.h"
#include "rustgym/base/memory.h"
#include "rustgym/workspace/progress.h"
#include "rustgym/workspace/progress_file.h"

#include <dirent.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

struct history {
	const struct workspace *workspace;
	const struct course *course;
	void *module; /* of dlopen; NULL when the module is a part of the program */
	const struct history_ops *ops;
	struct git_history *git; /* NULL while it rests */
	bool grouped;
	uint64_t group; /* the action that the next put belongs to; 0: a new one */
};

/* ---- the module ----------------------------------------------------------------------------- */

#ifdef RUSTGYM_HISTORY_LINKED

static int open_module(struct history *history, struct error *err)
{
	(void)err;
	history->ops = &history_git;
	return 0;
}

#else

static int open_module(struct history *history, struct error *err)
{
	char *path = installed_find(HISTORY_MODULE);
	int result = 0;

	if (path)
		history->module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (history->module)
		history->ops = dlsym(history->module, "history_git");
	if (!path)
		result = error_set(err, ERROR_ENVIRONMENT,
				   "the history needs " HISTORY_MODULE
				   ", which is not where this program was installed; install "
				   "rustgym anew");
	else if (!history->ops)
		result = error_set(err, ERROR_ENVIRONMENT, "the history can't be opened: %s",
				   dlerror());
	free(path);
	return result;
}

#endif

/* The history with its repository open; when it can't be, the error is the operation's. */
static int wake(struct history *history, const struct course *course, struct error *err)
{
	int result = history->ops ? 0 : open_module(history, err);

	if (!result && !history->git)
		result = history->ops->open(history->workspace, course, &history->git, err);
	return result;
}

void history_rest(struct history *history)
{
	if (!history)
		return;
	if (history->git)
		history->ops->close(history->git);
	if (history->module)
		dlclose(history->module);
	history->git = NULL;
	history->module = NULL;
	history->ops = NULL;
}

int history_open(const struct workspace *workspace, const struct course *course,
		 struct history **out, struct error *err)
{
	struct history *history = memory_new(sizeof(*history));
	int result;

	history->workspace = workspace;
	history->course = course;
	result = wake(history, course, err);
	if (result) {
		history_free(history);
		history = NULL;
	}
	*out = history;
	return result;
}

void history_free(struct history *history)
{
	history_rest(history);
	free(history);
}

/* ---- what it does --------------------------------------------------------------------------- */

int history_base_write(struct history *history, const struct exercise *exercise,
		       const struct file_set *files, struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result : history->ops->base_write(history->git, exercise, files, err);
}

int history_list(struct history *history, const struct exercise *exercise,
		 struct snapshots *snapshots, struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result : history->ops->list(history->git, exercise, snapshots, err);
}

int history_read(struct history *history, const struct exercise *exercise, int number,
		 struct file_set *files, struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result : history->ops->read(history->git, exercise, number, files, err);
}

int history_snapshot(struct history *history, const struct exercise *exercise,
		     const struct file_set *files, const char *message, struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result
		      : history->ops->snapshot(history->git, exercise, files, message, err);
}

int history_keep(struct history *history, const struct exercise *exercise,
		 const struct file_set *files, struct error *err)
{
	return history_snapshot(history, exercise, files, "saved", err);
}

int history_progress_record(struct history *history, struct error *err)
{
	char *path = workspace_state(history->workspace, "progress.json");
	struct buffer bytes = BUFFER_INIT;
	int result = 0;

	if (progress_examine(history->workspace) == PROGRESS_SOUND)
		result = file_read(path, SIZE_MAX / 2, &bytes, err);
	if (!result && bytes.len)
		result = wake(history, NULL, err);
	if (!result && bytes.len)
		result = history->ops->progress_record(history->git, &bytes, err);
	buffer_clear(&bytes);
	free(path);
	return result;
}

int history_progress_read(struct history *history, bool *found, struct buffer *out,
			  struct error *err)
{
	int result = wake(history, NULL, err);

	*found = false;
	return result ? result : history->ops->progress_read(history->git, found, out, err);
}

bool history_has_progress(const struct workspace *workspace)
{
	char *path = workspace_state(workspace, "repo.git/refs/rustgym/progress");
	bool there = file_exists(path);

	free(path);
	return there;
}

static size_t count_files(const char *folder)
{
	DIR *dir = opendir(folder);
	size_t count = 0;

	while (dir && readdir(dir))
		count++;
	if (dir)
		closedir(dir);
	return count > 2 ? count - 2 : 0; /* without "." and ".." */
}

bool history_is_untidy(const struct workspace *workspace, size_t most)
{
	size_t count = 0;

	for (unsigned byte = 0; byte < 256 && count <= most; byte++) {
		char *name = memory_format("repo.git/objects/%02x", byte);
		char *folder = workspace_state(workspace, name);

		count += count_files(folder);
		free(folder);
		free(name);
	}
	return count > most;
}

int history_tidy(struct history *history, size_t most, struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result : history->ops->tidy(history->git, most, err);
}

/* ---- what it changes ------------------------------------------------------------------------ */

void history_group_begin(struct history *history)
{
	history->grouped = true;
	history->group = 0;
}

void history_group_end(struct history *history)
{
	history->grouped = false;
	history->group = 0;
}

static int put(struct history *history, struct put_request *request, struct history_change *change,
	       struct error *err)
{
	struct history_change ignored = HISTORY_CHANGE_INIT;
	int result = wake(history, NULL, err);

	if (!history->grouped)
		history->group = 0;
	request->group = &history->group;
	if (!result)
		result = history->ops->put(history->git, request, change ? change : &ignored, err);
	history_change_clear(&ignored);
	return result;
}

int history_put(struct history *history, const struct exercise *exercise,
		const struct file_set *files, const char *action, struct history_change *change,
		struct error *err)
{
	struct put_request request = {
		.exercise = exercise, .target = TARGET_FILES, .files = files, .action = action};

	return put(history, &request, change, err);
}

int history_reset(struct history *history, const struct exercise *exercise,
		  struct history_change *change, struct error *err)
{
	struct put_request request = {.exercise = exercise,
				      .target = TARGET_NUMBER,
				      .number = HISTORY_BASE,
				      .action = "reset"};

	return put(history, &request, change, err);
}

int history_restore(struct history *history, const struct exercise *exercise, int number,
		    struct history_change *change, struct error *err)
{
	char action[32];
	struct put_request request = {
		.exercise = exercise, .target = TARGET_NUMBER, .number = number, .action = action};

	snprintf(action, sizeof(action), "restore @%d", number);
	return put(history, &request, change, err);
}

int history_restore_course_files(struct history *history, const struct exercise *exercise,
				 struct buffer *out, struct error *err)
{
	struct history_change change = HISTORY_CHANGE_INIT;
	struct put_request request = {.exercise = exercise,
				      .target = TARGET_COURSE_FILES,
				      .action = "put back course files"};
	int result = exercise->folder ? put(history, &request, &change, err) : 0;

	for (size_t i = 0; i < change.files.count; i++)
		buffer_addf(out, "%s\n", change.files.items[i]);
	history_change_clear(&change);
	return result;
}

int history_undo(struct history *history, const struct exercise *exercise,
		 struct history_change *change, struct error *err)
{
	struct history_change ignored = HISTORY_CHANGE_INIT;
	int result = wake(history, NULL, err);

	if (!result)
		result = history->ops->undo(history->git, history->course, exercise,
					    change ? change : &ignored, err);
	history_change_clear(&ignored);
	return result;
}

int history_redo(struct history *history, const struct exercise *exercise,
		 struct history_change *change, struct error *err)
{
	struct history_change ignored = HISTORY_CHANGE_INIT;
	int result = wake(history, NULL, err);

	if (!result)
		result = history->ops->redo(history->git, history->course, exercise,
					    change ? change : &ignored, err);
	history_change_clear(&ignored);
	return result;
}

/* ---- what update needs ---------------------------------------------------------------------- */

int history_merge(struct history *history, const struct file_set_item *base,
		  const struct file_set_item *mine, const struct file_set_item *theirs,
		  struct buffer *out, bool *conflict, struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result : history->ops->merge(base, mine, theirs, out, conflict, err);
}

int history_rename(struct history *history, const struct exercise *from, const struct exercise *to,
		   struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result : history->ops->rename(history->git, from, to, err);
}

/* ---- what workspaces tell each other --------------------------------------------------------- */

int history_keep_all(struct history *history, const char *action, struct strings *left,
		     struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result
		      : history->ops->keep_all(history->git, history->course, action, left, err);
}

int history_bundle(struct history *history, struct buffer *out, struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result : history->ops->bundle(history->git, out, err);
}

int history_incoming_new(struct history *history, const char *folder, struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result : history->ops->incoming_new(history->git, folder, err);
}

int history_bundle_read(struct history *history, const char *folder, const char *bundle,
			struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result : history->ops->bundle_read(folder, bundle, err);
}

int history_incoming_check(struct history *history, const char *folder, struct history_offer *offer,
			   struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result : history->ops->incoming_check(history->course, folder, offer, err);
}

bool history_incoming_same(struct history *history, const char *folder)
{
	return wake(history, NULL, NULL) == 0 && history->ops->incoming_same(history->git, folder);
}

int history_incoming_take(struct history *history, const char *folder, const char *action,
			  struct history_arrival *arrival, struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result
		      : history->ops->incoming_take(history->git, history->course, folder, action,
						    arrival, err);
}

int history_shared_write(struct history *history, const char *folder, const struct buffer *bytes,
			 struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result : history->ops->shared_write(history->git, folder, bytes, err);
}

int history_shared_read(struct history *history, struct buffer *out, struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result : history->ops->shared_read(history->git, out, err);
}

/* ---- what it gives out ---------------------------------------------------------------------- */

void snapshots_clear(struct snapshots *snapshots)
{
	for (size_t i = 0; i < snapshots->count; i++)
		free(snapshots->items[i].message);
	free(snapshots->items);
	strings_clear(&snapshots->left);
	*snapshots = (struct snapshots)SNAPSHOTS_INIT;
}

void history_change_clear(struct history_change *change)
{
	free(change->action);
	strings_clear(&change->exercises);
	strings_clear(&change->files);
	strings_clear(&change->left);
	*change = (struct history_change)HISTORY_CHANGE_INIT;
}

void history_offer_clear(struct history_offer *offer)
{
	buffer_clear(&offer->progress);
	strings_clear(&offer->unknown);
	*offer = (struct history_offer)HISTORY_OFFER_INIT;
}

void history_arrival_clear(struct history_arrival *arrival)
{
	history_change_clear(&arrival->change);
	strings_clear(&arrival->came);
	free(arrival->apart);
	*arrival = (struct history_arrival)HISTORY_ARRIVAL_INIT;
}
