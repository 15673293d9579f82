/*
 * Reports when a file below a folder was saved or removed.
 *
 * On Linux it uses inotify directly. There is one event for each save, after the writer has closed
 * the file or renamed it into place, so a file is never seen half-written. On other systems it uses
 * libuv's folder events and waits for a short quiet period. It polls where these are refused, or
 * where the file system sends no events (NFS, 9p, some mounts of virtual machines). $RUSTGYM_WATCH
 * = inotify (Linux) | events (elsewhere) | poll chooses the method.
 *
 * Clutter (path_is_clutter) is not watched. New, replaced and removed folders are followed. An
 * event says that a file may have new content; the caller compares it.
 */
#ifndef RUSTGYM_WATCHER_H
#define RUSTGYM_WATCHER_H

#include "rustgym/base/error.h"

#include <uv.h>

struct watcher;

/* `path` is absolute and below the folder. NULL: events were lost, so look at every file again. */
typedef void (*watcher_saved)(const char *path, void *data);

/* ERROR_ENVIRONMENT: no method can watch the folder. */
int watcher_start(uv_loop_t *loop, const char *folder, watcher_saved saved, void *data,
		  struct watcher **watcher, struct error *err);

/*
 * Returns a sentence if the watcher uses another method than expected: $RUSTGYM_WATCH names a
 * method that this system lacks, or the better method was refused. Else returns NULL.
 */
const char *watcher_remark(const struct watcher *watcher);

/* Returns "inotify", "events" or "poll". */
const char *watcher_method(const struct watcher *watcher);

/*
 * Frees the watcher after the loop has closed its handles. `saved` is not called again. NULL is
 * fine.
 */
void watcher_close(struct watcher *watcher);

#endif
