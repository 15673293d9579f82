/*
 * An exercise's history in words and on a screen: the list of its snapshots, and beside it (below it
 * where the screen is narrow) what the chosen one changed.
 */
#ifndef RUSTGYM_TIMELINE_H
#define RUSTGYM_TIMELINE_H

#include "rustgym/base/buffer.h"
#include "rustgym/history/history.h"
#include "rustgym/ui/style.h"

#include <stddef.h>

/* One line without its end: "  3  2026-11-21 12:03  failed, 81 ms  +3 -1  (now)". */
void timeline_line(const struct snapshot *snapshot, const struct style *style, struct buffer *out);

struct timeline {
	const char *title; /* the exercise's path */
	const struct snapshots *snapshots;
	size_t chosen;    /* an index */
	const char *diff; /* lines, clean; may have colours */
	size_t scroll; /* first line of the diff that is shown; timeline_draw puts it in bounds */
	int columns, rows;
};

/* Appends one whole frame. The newest snapshot is on top. */
void timeline_draw(struct timeline *timeline, const struct style *style, struct buffer *out);

#endif
