/*
 * Packs the history from time to time while a session watches. It runs `rustgym tidy` as a process
 * of its own at low priority, because packing the snapshots of a year takes seconds. If the learner
 * quits meanwhile, nothing is lost.
 */
#ifndef RUSTGYM_HOUSEKEEPING_H
#define RUSTGYM_HOUSEKEEPING_H

#include "rustgym/workspace/workspace.h"

#include <uv.h>

struct housekeeping;

/* The workspace is borrowed. `notice` receives a sentence if packing fails. */
struct housekeeping *housekeeping_new(const struct workspace *workspace, uv_loop_t *loop,
				      void (*notice)(const char *text, void *data), void *data);

/*
 * Call it after a verdict. It starts packing at most once an hour, and only if there is enough to
 * pack.
 */
void housekeeping_begin(struct housekeeping *housekeeping);

/* Ends a running process. Call housekeeping_free after the loop has ended. NULL is fine. */
void housekeeping_close(struct housekeeping *housekeeping);
void housekeeping_free(struct housekeeping *housekeeping);

#endif
