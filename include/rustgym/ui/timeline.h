/*
 * Draws an exercise's history: the list of its snapshots, and the changes of the chosen one. The
 * changes are beside the list, or below it on a narrow screen.
 */
#ifndef RUSTGYM_TIMELINE_H
#define RUSTGYM_TIMELINE_H

#include "rustgym/base/buffer.h"
#include "rustgym/history/history.h"
#include "rustgym/ui/style.h"

#include <stddef.h>

/* Appends one line without its line end: "  3  2026-11-21 12:03  failed, 81 ms  +3 -1  (now)". */
void timeline_line(const struct snapshot *snapshot, const struct style *style, struct buffer *out);

struct timeline {
	const char *title; /* the exercise's path */
	const struct snapshots *snapshots;
	size_t chosen;    /* an index in `snapshots` */
	const char *diff; /* printable lines, may have colours */
	size_t scroll;    /* first visible line of the diff; timeline_draw limits it */
	int columns, rows;
};

/* Appends one whole frame. The newest snapshot is on top. */
void timeline_draw(struct timeline *timeline, const struct style *style, struct buffer *out);

#endif
