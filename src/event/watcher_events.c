/*
 * Watches with libuv's folder events (kqueue, FSEvents, ...). They report a write before it is
 * complete. So a path is reported after a quiet moment, or after UNREST_MS at the latest.
 */
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/strings.h"
#include "watcher_internal.h"

#include <stdlib.h>
#include <string.h>

enum { QUIET_MS = 25, UNREST_MS = 500, ABSENT_MS = 250 };

struct events {
	struct watcher *watcher; /* NULL: another backend has replaced this one */
	uv_timer_t quiet;
	struct folder **folders;
	size_t count;
	struct strings pending; /* paths that changed since the last quiet moment */
	bool rescan;
	uint64_t since; /* uv_hrtime() of the first of them; 0: none */
	int handles;
	int failed; /* error of the first folder that cannot be watched */
	bool closing;
};

struct folder {
	uv_fs_event_t handle;
	struct events *events;
	char *path;
};

static void free_events(struct events *events)
{
	if (events->watcher)
		watcher_free(events->watcher);
	free(events);
}

static void folder_closed(uv_handle_t *handle)
{
	struct folder *folder = handle->data;
	struct events *events = folder->events;

	free(folder->path);
	free(folder);
	if (--events->handles == 0 && events->closing)
		free_events(events);
}

static void on_change(uv_fs_event_t *handle, const char *name, int kinds, int status);

static void add_folder(const char *path, void *data)
{
	struct events *events = data;
	struct folder *folder;
	int status;

	for (size_t i = 0; i < events->count; i++)
		if (strcmp(events->folders[i]->path, path) == 0)
			return;
	folder = memory_new(sizeof(*folder));
	folder->events = events;
	folder->path = memory_copy_string(path);
	uv_fs_event_init(events->watcher->loop, &folder->handle);
	folder->handle.data = folder;
	events->handles++;
	status = uv_fs_event_start(&folder->handle, on_change, path, 0);
	if (status < 0) {
		if (status != UV_ENOENT && status != UV_ENOTDIR)
			events->failed = status;
		uv_close((uv_handle_t *)&folder->handle, folder_closed);
		return;
	}
	events->folders = memory_grow(events->folders, events->count, sizeof(folder));
	events->folders[events->count++] = folder;
}

static void drop_folders(struct events *events)
{
	for (size_t i = 0; i < events->count; i++)
		uv_close((uv_handle_t *)&events->folders[i]->handle, folder_closed);
	free(events->folders);
	events->folders = NULL;
	events->count = 0;
}

static void now_quiet(uv_timer_t *timer)
{
	struct events *events = timer->data;
	struct watcher *watcher = events->watcher;
	struct strings pending = events->pending;

	events->pending = (struct strings)STRINGS_INIT;
	events->since = 0;
	if (events->rescan) {
		/*
		 * The handle of a folder that was replaced receives no events, so all folders are
		 * watched anew.
		 */
		drop_folders(events);
		watcher_each_folder(watcher->folder, add_folder, events);
		events->rescan = !events->count; /* the whole folder is missing: look again later */
		if (events->rescan)
			uv_timer_start(&events->quiet, now_quiet, ABSENT_MS, 0);
		else if (watcher->saved)
			watcher->saved(NULL, watcher->data);
	}
	for (size_t i = 0; i < pending.count && watcher->saved; i++)
		watcher->saved(pending.items[i], watcher->data);
	strings_clear(&pending);
}

static void on_change(uv_fs_event_t *handle, const char *name, int kinds, int status)
{
	struct folder *folder = handle->data;
	struct events *events = folder->events;
	char *path;

	(void)kinds;
	if (status < 0 || !name) {
		events->rescan = true;
	} else if (!path_is_clutter(name)) {
		path = path_join(folder->path, name);
		if (!path_has_suffix(name, ".rs"))
			events->rescan = true;
		if (!strings_contain(&events->pending, path))
			strings_add(&events->pending, path);
		free(path);
	} else {
		return;
	}
	if (!events->since)
		events->since = uv_now(events->watcher->loop);
	if (uv_now(events->watcher->loop) - events->since < UNREST_MS)
		uv_timer_start(&events->quiet, now_quiet, QUIET_MS, 0);
}

static void timer_closed(uv_handle_t *handle)
{
	struct events *events = handle->data;

	if (--events->handles == 0)
		free_events(events);
}

static void close_all(struct events *events)
{
	events->closing = true;
	drop_folders(events);
	strings_clear(&events->pending);
	uv_close((uv_handle_t *)&events->quiet, timer_closed);
}

static int start(struct watcher *watcher, struct error *err)
{
	struct events *events = memory_new(sizeof(*events));

	events->watcher = watcher;
	uv_timer_init(watcher->loop, &events->quiet);
	events->quiet.data = events;
	events->handles++;
	watcher->state = events;
	watcher_each_folder(watcher->folder, add_folder, events);
	if (!events->failed && events->count)
		return 0;
	events->watcher = NULL;
	close_all(events);
	return error_set(err, ERROR_ENVIRONMENT, "folder events are refused (%s)",
			 events->failed ? uv_strerror(events->failed) : "nothing to watch");
}

static void close_events(struct watcher *watcher)
{
	close_all(watcher->state);
}

const struct watcher_backend watcher_events = {"events", start, close_events};
