#include "rustgym/workspace/progress_file.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/workspace/progress_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { WAIT_MS = 10 * 1000 }; /* ms; a transaction takes some milliseconds */

/* Renames a damaged file to the first free number. */
static void keep_aside(const struct workspace *workspace, const char *path,
		       struct progress *progress, const char *why)
{
	for (int n = 1; n < 1000; n++) {
		char *name = memory_format("progress.damaged-%d.json", n);
		char *aside = workspace_state(workspace, name);
		bool done = !file_exists(aside) && rename(path, aside) == 0;

		if (done) {
			progress->aside = memory_format(
				".rustgym/progress.json was damaged (%s). It is kept as .rustgym/%s",
				why, name);
			progress->notice = memory_format(
				"%s and progress starts anew; `rustgym check` finds what is solved "
				"already",
				progress->aside);
		}
		free(aside);
		free(name);
		if (done)
			return;
	}
	progress->notice = memory_format(
		".rustgym/progress.json is damaged (%s) and can't be moved aside", why);
}

/* Returns a hash of the result of stat; 0: there is no file. */
static uint64_t stamp_of(const char *path)
{
	uint64_t stamp = FILE_HASH_START;
	struct stat st;

	if (stat(path, &st) < 0)
		return 0;
	stamp = file_hash(stamp, &st.st_ino, sizeof(st.st_ino));
	stamp = file_hash(stamp, &st.st_size, sizeof(st.st_size));
	stamp = file_hash(stamp, &st.st_mtim, sizeof(st.st_mtim));
	return stamp ? stamp : 1;
}

/* Reads the file. *damaged: it cannot be understood, and `why` has the reason. */
static int read_file(const struct workspace *workspace, struct progress *progress, bool *damaged,
		     struct error *why, struct error *err)
{
	char *path = workspace_state(workspace, "progress.json");
	struct buffer text = BUFFER_INIT;
	/* taken before reading, so that a later change gives another stamp */
	uint64_t stamp = stamp_of(path);
	int result = stamp ? file_read(path, PROGRESS_MAX, &text, err) : 0;

	*damaged = false;
	if (!result && stamp)
		*damaged = progress_text_read(text.data, text.len, progress, why) != 0;
	if (!result && stamp && !*damaged)
		progress->text = buffer_detach(&text);
	progress->stamp = stamp;
	buffer_clear(&text);
	free(path);
	return result;
}

static int lock(const struct workspace *workspace, struct progress *progress, struct error *err)
{
	char *path = workspace_state(workspace, "progress.lock");
	int result = workspace_prepare(workspace, err);

	if (!result)
		result = lock_take(path, WAIT_MS, &progress->lock, NULL, err);
	free(path);
	return result;
}

/* Removes the entries that were read from a damaged file. */
static void forget_entries(struct progress *progress)
{
	struct lock *lock = progress->lock;

	progress->lock = NULL;
	progress_clear(progress);
	progress->lock = lock;
}

/* Call it under the lock: another process may have written a sound file just before. */
static int load_locked(const struct workspace *workspace, struct progress *progress,
		       struct error *err)
{
	struct error why = ERROR_INIT;
	bool damaged;
	int result = read_file(workspace, progress, &damaged, &why, err);

	if (!result && damaged) {
		char *path = workspace_state(workspace, "progress.json");
		forget_entries(progress);
		keep_aside(workspace, path, progress, why.message);
		free(path);
	}
	return result;
}

int progress_load(const struct workspace *workspace, struct progress *progress, struct error *err)
{
	bool damaged;
	int result;

	*progress = (struct progress)PROGRESS_INIT;
	result = read_file(workspace, progress, &damaged, NULL, err);
	if (result || !damaged)
		return result;
	forget_entries(progress);
	result = lock(workspace, progress, err);
	if (!result)
		result = load_locked(workspace, progress, err);
	progress_abort(progress);
	return result;
}

int progress_begin(const struct workspace *workspace, struct progress *progress, struct error *err)
{
	int result;

	*progress = (struct progress)PROGRESS_INIT;
	result = lock(workspace, progress, err);
	if (!result)
		result = load_locked(workspace, progress, err);
	if (result)
		progress_abort(progress);
	return result;
}

enum progress_state progress_examine(const struct workspace *workspace)
{
	struct progress progress = PROGRESS_INIT;
	char *path = workspace_state(workspace, "progress.json");
	bool there = file_exists(path), damaged = false;

	if (there && read_file(workspace, &progress, &damaged, NULL, NULL))
		damaged = false; /* the file cannot be read, so this is unknown */
	progress_clear(&progress);
	free(path);
	if (!there)
		return PROGRESS_ABSENT;
	return damaged ? PROGRESS_DAMAGED : PROGRESS_SOUND;
}

int progress_rebuild(const struct workspace *workspace, const char *bytes, size_t len,
		     char **notice, struct error *err)
{
	struct progress progress, earlier = PROGRESS_INIT;
	char *path = workspace_state(workspace, "progress.json");
	int result = progress_begin(workspace, &progress, err);

	*notice = NULL;
	if (!result && !file_exists(path) && progress_text_read(bytes, len, &earlier, NULL) == 0) {
		result = file_write(path, bytes, len, err);
		if (!result)
			*notice = memory_format("%s; what is done was rebuilt from the history",
						progress.aside
							? progress.aside
							: ".rustgym/progress.json was missing");
	}
	progress_clear(&earlier);
	progress_clear(&progress);
	free(path);
	return result;
}

static int commit(const struct workspace *workspace, struct progress *progress,
		  int (*write)(const char *path, const void *data, size_t len, struct error *err),
		  struct error *err)
{
	char *path = workspace_state(workspace, "progress.json");
	char *text = progress_text(progress, false);
	int result = 0;

	if (!progress->text || strcmp(progress->text, text) != 0)
		result = write(path, text, strlen(text), err);
	if (!result) {
		free(progress->text);
		progress->text = text;
		progress->stamp = stamp_of(path);
		text = NULL;
	}
	free(text);
	free(path);
	progress_abort(progress);
	return result;
}

int progress_commit(const struct workspace *workspace, struct progress *progress, struct error *err)
{
	return commit(workspace, progress, file_write, err);
}

int progress_commit_soon(const struct workspace *workspace, struct progress *progress,
			 struct error *err)
{
	return commit(workspace, progress, file_write_cache, err);
}

int progress_sync(const struct workspace *workspace, struct error *err)
{
	char *path = workspace_state(workspace, "progress.json");
	int result = file_sync(path, err);

	free(path);
	return result;
}

bool progress_is_fresh(const struct workspace *workspace, const struct progress *progress)
{
	char *path = workspace_state(workspace, "progress.json");
	bool fresh = stamp_of(path) == progress->stamp;

	free(path);
	return fresh;
}
