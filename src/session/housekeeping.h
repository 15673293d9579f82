/*
 * Packs the history while somebody watches, now and then and beside the session: a year's takes
 * seconds. It is a process of its own (`rustgym tidy`), at low priority; who quits meanwhile has lost
 * nothing.
 */
#ifndef RUSTGYM_HOUSEKEEPING_H
#define RUSTGYM_HOUSEKEEPING_H

#include "rustgym/workspace/workspace.h"

#include <uv.h>

struct housekeeping;

/* The workspace is borrowed. notice is told what could not be done. */
struct housekeeping *housekeeping_new(const struct workspace *workspace, uv_loop_t *loop,
				      void (*notice)(const char *text, void *data), void *data);

/* After a verdict: begins, at most once an hour, if there is enough to pack. */
void housekeeping_begin(struct housekeeping *housekeeping);

/* Ends what is under way. When the loop has run out, housekeeping_free frees it (NULL is fine). */
void housekeeping_close(struct housekeeping *housekeeping);
void housekeeping_free(struct housekeeping *housekeeping);

#endif
