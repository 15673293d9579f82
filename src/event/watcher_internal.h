/* Shared by watcher.c and its backends. */
#ifndef RUSTGYM_WATCHER_INTERNAL_H
#define RUSTGYM_WATCHER_INTERNAL_H

#include "rustgym/event/watcher.h"

struct watcher {
	uv_loop_t *loop;
	char *folder;
	watcher_saved saved;
	void *data;
	char *remark; /* or NULL */
	const struct watcher_backend *backend;
	void *state; /* belongs to the backend */
};

struct watcher_backend {
	const char *name;
	int (*start)(struct watcher *watcher, struct error *err);
	void (*close)(struct watcher *watcher); /* frees the watcher after its handles are closed */
};

extern const struct watcher_backend watcher_inotify, watcher_events, watcher_poll;

void watcher_free(struct watcher *watcher);

/* Calls visit for the folder and every folder below it that is watched. */
void watcher_each_folder(const char *folder, void (*visit)(const char *path, void *data),
			 void *data);

#endif
