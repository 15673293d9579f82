/*
 * Draws the watch screen: turns a model into the bytes of one whole frame.
 *
 *   header   the learner's position in the course
 *   body     the verdict, a hint, the list, or the help; it scrolls
 *   footer   the progress bar, then the keys
 */
#ifndef RUSTGYM_SCREEN_H
#define RUSTGYM_SCREEN_H

#include "rustgym/base/buffer.h"
#include "rustgym/ui/style.h"

#include <stddef.h>

struct screen {
	const char *place;  /* "1.3 Ownership  sealed_parcel" */
	const char *status; /* the current activity: "compiling", "watching"; may be "" */
	const char *above;  /* printable lines above the body, which scroll with it; or NULL */
	const char *body;   /* printable lines */
	const char *keys;   /* "n next  h hint ..." */
	size_t done, total;
	size_t scroll; /* number of rows above the first visible row; screen_draw limits it */
	int columns, rows;
};

/* Returns the number of rows that the body has. */
size_t screen_room(const struct screen *screen);

/* Limits `scroll`: no rows are hidden at the top while there are empty rows at the bottom. */
void screen_settle(struct screen *screen);

/* Appends the frame. It repaints the whole screen, so it does not depend on earlier frames. */
void screen_draw(struct screen *screen, const struct style *style, struct buffer *out);

#endif
