/*
 * Tells when a file below a folder has been saved, or is gone.
 *
 * On Linux a raw inotify descriptor in the loop: one event a save, when the writer has closed the file
 * or renamed it into place, never half-written. Elsewhere libuv's folder events with a short quiet
 * period. Where these are refused, or a file system notifies nobody (NFS, 9p, some mounts of virtual
 * machines), polling. $RUSTGYM_WATCH = inotify (Linux) | events (elsewhere) | poll chooses.
 *
 * Clutter (path_is_clutter) is not watched. Folders made, swapped away and back, or removed later
 * are followed. An event says that a path may have new content: whoever listens compares.
 */
#ifndef RUSTGYM_WATCHER_H
#define RUSTGYM_WATCHER_H

#include "rustgym/base/error.h"

#include <uv.h>

struct watcher;

/* An absolute path below the folder; NULL: events were lost, look at everything again. */
typedef void (*watcher_saved)(const char *path, void *data);

/* ERROR_ENVIRONMENT when the folder can't be watched in any way. */
int watcher_start(uv_loop_t *loop, const char *folder, watcher_saved saved, void *data,
		  struct watcher **watcher, struct error *err);

/*
 * A sentence where it watches in another way than it would: $RUSTGYM_WATCH wishes one that is not here,
 * or the better one was refused. Else NULL.
 */
const char *watcher_remark(const struct watcher *watcher);

/* "inotify", "events" or "poll". */
const char *watcher_method(const struct watcher *watcher);

/* Frees it after the loop has closed its handles; `saved` is not called any more. NULL is fine. */
void watcher_close(struct watcher *watcher);

#endif
