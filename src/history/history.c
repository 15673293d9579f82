#include "rustgym/history/history.h"
#include "history_internal.h"
#include "rustgym/base/file.h"
#include "rustgym/base/installed.h"
#include "rustgym/base/lock.h"
#include "rustgym/base/memory.h"
#include "rustgym/course/shipped.h"
#include "rustgym/history/message.h"
#include "rustgym/workspace/progress.h"
#include "rustgym/workspace/progress_file.h"

#include <dirent.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { WAIT_MS = 30 * 1000 }; /* ms; most processes hold the lock for some milliseconds */

struct history {
	struct history_place place;
	char *shipped;
	pthread_mutex_t mutex;
	void *module; /* from dlopen; NULL if the module is a part of the program */
	const struct history_ops *ops;
	struct git_history *git; /* NULL while the repository is closed */
	ino_t repository;        /* inode of the repository's folder */
	struct lock *lock;       /* held while an operation writes */
	bool grouped;
	uint64_t group; /* the action that the next put belongs to; 0: start a new one */
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

static int take_lock(struct history *history, struct error *err)
{
	char *path = workspace_state(history->place.workspace, "history.lock");
	int result = workspace_prepare(history->place.workspace, err);

	if (!result)
		result = lock_take(path, WAIT_MS, &history->lock, NULL, err);
	free(path);
	return result;
}

static ino_t repository_now(const struct history *history)
{
	char *path = workspace_state(history->place.workspace, "repo.git");
	struct stat st;
	ino_t inode = stat(path, &st) == 0 ? st.st_ino : 0;

	free(path);
	return inode;
}

static void drop_lock(struct history *history)
{
	lock_release(history->lock);
	history->lock = NULL;
}

/*
 * Starts an operation. It locks out other threads, and, if it writes, other processes. The kernel
 * releases the lock of a killed process. So the process that has the lock knows that all other lock
 * files are left over.
 */
static int enter(struct history *history, enum access access, struct error *err)
{
	int result = 0;

	pthread_mutex_lock(&history->mutex);
	if (!history->ops)
		result = open_module(history, err);
	if (history->git && repository_now(history) != history->repository) {
		history->ops->close(history->git); /* another program has moved the repository */
		history->git = NULL;
	}
	if (!result && (access == LOCKED || !history->git))
		result = take_lock(history, err);
	if (!result && !history->git) {
		result = history->ops->open(&history->place, &history->git, err);
		history->repository = repository_now(history);
	}
	if (access == OPEN)
		drop_lock(history);
	return result;
}

static void leave(struct history *history)
{
	drop_lock(history);
	pthread_mutex_unlock(&history->mutex);
}

#define DEFINE(name, access, parameters, arguments)                                                \
	int history_##name(struct history *history, HISTORY_UNWRAP parameters)                     \
	{                                                                                          \
		int result = enter(history, access, err);                                          \
                                                                                                   \
		if (!result)                                                                       \
			result = history->ops->name(history->git, HISTORY_UNWRAP arguments);       \
		leave(history);                                                                    \
		return result;                                                                     \
	}

HISTORY_OPERATIONS(DEFINE)

void history_rest(struct history *history)
{
	if (!history)
		return;
	pthread_mutex_lock(&history->mutex);
	if (history->git)
		history->ops->close(history->git);
	if (history->module)
		dlclose(history->module);
	history->git = NULL;
	history->module = NULL;
	history->ops = NULL;
	pthread_mutex_unlock(&history->mutex);
}

int history_open(const struct workspace *workspace, const struct course *course,
		 struct history **out, struct error *err)
{
	struct history *history = memory_new(sizeof(*history));
	int result;

	history->shipped = shipped_course();
	history->place = (struct history_place){workspace, course, history->shipped};
	pthread_mutex_init(&history->mutex, NULL);
	result = enter(history, OPEN, err);
	leave(history);
	if (result) {
		history_free(history);
		history = NULL;
	}
	*out = history;
	return result;
}

void history_free(struct history *history)
{
	if (!history)
		return;
	history_rest(history);
	pthread_mutex_destroy(&history->mutex);
	free(history->shipped);
	free(history);
}

/* ---- progress and housekeeping --------------------------------------------------------------- */

int history_progress_record(struct history *history, struct error *err)
{
	char *path = workspace_state(history->place.workspace, "progress.json");
	struct buffer bytes = BUFFER_INIT;
	int result = 0;

	if (progress_examine(history->place.workspace) == PROGRESS_SOUND)
		result = file_read(path, SIZE_MAX / 2, &bytes, err);
	if (!result && bytes.len)
		result = history_progress_write(history, &bytes, err);
	buffer_clear(&bytes);
	free(path);
	return result;
}

uint64_t history_pristine_stamp(const struct workspace *workspace)
{
	char *path = workspace_state(workspace, "repo.git/refs/rustgym/pristine");
	struct buffer id = BUFFER_INIT;
	uint64_t stamp = FILE_HASH_START;

	if (file_read(path, FILE_COURSE_MAX, &id, NULL) == 0)
		stamp = file_hash(stamp, id.data, id.len);
	buffer_clear(&id);
	free(path);
	return stamp;
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
	struct packed *packed = NULL;
	int result = history_pack(history, most, &packed, err);

	return !result && packed ? history_pack_finish(history, packed, err) : result;
}

/* ---- changing the learner's files ------------------------------------------------------------ */

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

static int put(struct history *history, struct put_request request, struct history_change *change,
	       struct error *err)
{
	struct history_change ignored = HISTORY_CHANGE_INIT;
	int result;

	if (!history->grouped)
		history->group = 0;
	request.group = &history->group;
	result = history_replace(history, &request, change ? change : &ignored, err);
	history_change_clear(&ignored);
	return result;
}

int history_put(struct history *history, const struct exercise *exercise,
		const struct file_set *files, const char *action, struct history_change *change,
		struct error *err)
{
	return put(history,
		   (struct put_request){.exercise = exercise,
					.target = TARGET_FILES,
					.files = files,
					.action = action},
		   change, err);
}

/* ---- how a stage began ----------------------------------------------------------------------- */

/* Finds the exercise's last snapshot that passed. 0: there is none. */
static int last_pass(struct history *history, const struct exercise *exercise, int *number,
		     struct error *err)
{
	struct snapshots all = SNAPSHOTS_INIT;
	int result = history_list(history, exercise, &all, err);

	*number = 0;
	for (size_t i = 0; !result && i < all.count; i++)
		if (message_has_outcome(all.items[i].message, "passed"))
			*number = all.items[i].number;
	snapshots_clear(&all);
	return result;
}

static void add_copy(struct file_set *set, const struct file_set_item *item)
{
	struct file_set_item *copy = file_set_add(set, item->path, item->bytes, item->len);

	copy->link = item->link;
	copy->runnable = item->runnable;
}

/* Replaces the learner's files in `files`, which are the pristine ones, by those of `mine`. */
static void lay_learners_files(const struct exercise *exercise, const struct file_set *mine,
			       struct file_set *files)
{
	struct file_set laid = FILE_SET_INIT;

	for (size_t i = 0; i < mine->count; i++)
		if (!file_set_find(files, mine->items[i].path) ||
		    exercise_file_owner(exercise, mine->items[i].path) != OWNER_COURSE)
			add_copy(&laid, &mine->items[i]);
	for (size_t i = 0; i < files->count; i++)
		if (exercise_file_owner(exercise, files->items[i].path) == OWNER_COURSE)
			add_copy(&laid, &files->items[i]);
	file_set_clear(files);
	*files = laid;
}

int history_read_start(struct history *history, const struct exercise *exercise,
		       struct file_set *files, struct error *err)
{
	const struct exercise *before = exercise_stage_before(exercise);
	struct file_set mine = FILE_SET_INIT;
	int number = 0, result = history_read(history, exercise, HISTORY_PRISTINE, files, err);

	if (!result && before)
		result = last_pass(history, before, &number, err);
	if (!result && number)
		result = history_read(history, before, number, &mine, err);
	if (!result && number)
		lay_learners_files(exercise, &mine, files);
	file_set_clear(&mine);
	return result;
}

static int reset_stage(struct history *history, const struct exercise *exercise,
		       struct history_change *change, struct error *err)
{
	struct file_set files = FILE_SET_INIT;
	int result = history_read_start(history, exercise, &files, err);

	if (!result)
		result = history_put(history, exercise, &files, "reset", change, err);
	file_set_clear(&files);
	return result;
}

int history_reset(struct history *history, const struct exercise *exercise,
		  struct history_change *change, struct error *err)
{
	if (exercise_stage_before(exercise))
		return reset_stage(history, exercise, change, err);
	return put(history,
		   (struct put_request){.exercise = exercise,
					.target = TARGET_NUMBER,
					.number = HISTORY_PRISTINE,
					.action = "reset"},
		   change, err);
}

int history_restore(struct history *history, const struct exercise *exercise, int number,
		    struct history_change *change, struct error *err)
{
	char action[32];

	snprintf(action, sizeof(action), "restore @%d", number);
	return put(history,
		   (struct put_request){.exercise = exercise,
					.target = TARGET_NUMBER,
					.number = number,
					.action = action},
		   change, err);
}

int history_restore_course_files(struct history *history, const struct exercise *exercise,
				 struct buffer *out, struct error *err)
{
	struct history_change change = HISTORY_CHANGE_INIT;
	int result = 0;

	if (exercise->folder)
		result = put(history,
			     (struct put_request){.exercise = exercise,
						  .target = TARGET_COURSE_FILES,
						  .action = "put back course files"},
			     &change, err);
	for (size_t i = 0; i < change.files.count; i++)
		buffer_addf(out, "%s\n", change.files.items[i]);
	history_change_clear(&change);
	return result;
}

static int step(struct history *history, enum direction direction, const struct exercise *exercise,
		struct history_change *change, struct error *err)
{
	struct history_change ignored = HISTORY_CHANGE_INIT;
	int result = history_step(history, direction, exercise, change ? change : &ignored, err);

	history_change_clear(&ignored);
	return result;
}

int history_undo(struct history *history, const struct exercise *exercise,
		 struct history_change *change, struct error *err)
{
	return step(history, BACK, exercise, change, err);
}

int history_redo(struct history *history, const struct exercise *exercise,
		 struct history_change *change, struct error *err)
{
	return step(history, FORTH, exercise, change, err);
}

/* ---- freeing results ------------------------------------------------------------------------- */

void snapshots_clear(struct snapshots *snapshots)
{
	for (size_t i = 0; i < snapshots->count; i++) {
		free(snapshots->items[i].message);
		free(snapshots->items[i].errors);
		free(snapshots->items[i].tests);
	}
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
