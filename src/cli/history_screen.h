/*
 * `history` on a terminal: a list to walk through, with what each snapshot changed.
 */
#ifndef RUSTGYM_HISTORY_SCREEN_H
#define RUSTGYM_HISTORY_SCREEN_H

#include "revision.h"
#include "rustgym/app/app.h"

/* Returns when the person leaves. There is at least one snapshot. */
int history_screen(struct app *app, const struct revision *revision,
		   const struct snapshots *snapshots, struct error *err);

#endif
