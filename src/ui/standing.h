/* The state of an exercise as lists show it: a sign, a word and a colour. */
#ifndef RUSTGYM_STANDING_H
#define RUSTGYM_STANDING_H

#include "rustgym/ui/style.h"
#include "rustgym/workspace/progress.h"

#include <stdbool.h>

enum { STANDING_WIDTH = 12 }; /* columns */

/* Appends "done", "fails now", "current" or "pending", with its sign, in STANDING_WIDTH columns. */
void standing_draw(enum progress_standing standing, bool current, const struct style *style,
		   struct buffer *out);

#endif
