/*
 * The watch screen: a model in, the bytes of one whole frame out.
 *
 *   header   where one is in the course
 *   body     the verdict, a hint, the list, the keys: scrolls
 *   footer   the progress bar, then the keys
 */
#ifndef RUSTGYM_SCREEN_H
#define RUSTGYM_SCREEN_H

#include "rustgym/base/buffer.h"
#include "rustgym/ui/style.h"

#include <stddef.h>

struct screen {
	const char *place;  /* "1.3 Ownership  sealed_parcel" */
	const char *status; /* what goes on: "compiling", "watching"; may be "" */
	const char *above;  /* lines, clean, before the body: they scroll with it; or NULL */
	const char *body;   /* lines, clean */
	const char *keys;   /* "n next  h hint ..." */
	size_t done, total;
	size_t scroll; /* rows that are above the first one shown; screen_draw puts it in bounds */
	int columns, rows;
};

/* Puts scroll in bounds: the last row is shown at the bottom of the screen, or above it. */
void screen_settle(struct screen *screen);

/* Appends the frame: it repaints everything and needs no frame before it. */
void screen_draw(struct screen *screen, const struct style *style, struct buffer *out);

#endif
