/*
 * Reports when progress.json may have changed, so that a watching session follows `goto`, `next` or
 * `run` in another terminal.
 */
#ifndef RUSTGYM_PROGRESS_WATCH_H
#define RUSTGYM_PROGRESS_WATCH_H

#include "rustgym/workspace/workspace.h"

#include <stdbool.h>
#include <uv.h>

struct progress_watch;

/* `by_polling`: the file system sends no events. The workspace is borrowed. */
struct progress_watch *progress_watch_start(uv_loop_t *loop, const struct workspace *workspace,
					    bool by_polling, void (*changed)(void *data),
					    void *data);

/* Frees it after the loop has closed its handles. NULL is fine. */
void progress_watch_close(struct progress_watch *watch);

#endif
