/*
 * Draws the statistics of the learner's work.
 *
 * As a page it has bars that read without colour, and fits every width from 40 columns on: where the
 * table is too wide, each row becomes lines of its own. As a table it is plain, for a pipe: no bars, and
 * lines as long as they must be.
 */
#ifndef RUSTGYM_STATISTICS_VIEW_H
#define RUSTGYM_STATISTICS_VIEW_H

#include "rustgym/history/statistics.h"
#include "rustgym/ui/style.h"

struct statistics_view {
	bool table;  /* plain */
	bool skills; /* all skills that were begun, not only those that took longest */
};

void statistics_draw(const struct statistics *statistics, const struct statistics_view *view,
		     const struct style *style, struct buffer *out);

/* Appends "40 min", "9 h 12 min"; "-" for no time. Begun minutes count. */
void statistics_add_duration(int64_t seconds, struct buffer *out);

#endif
