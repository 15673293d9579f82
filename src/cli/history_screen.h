/*
 * `history` on a terminal: a list of snapshots, with the changes of the chosen one.
 */
#ifndef RUSTGYM_HISTORY_SCREEN_H
#define RUSTGYM_HISTORY_SCREEN_H

#include "revision.h"
#include "rustgym/app/app.h"

/* Returns when the person quits. There must be at least one snapshot. */
int history_screen(struct app *app, const struct revision *revision,
		   const struct snapshots *snapshots, struct error *err);

#endif
