/*
 * Draws the watch screen: turns a model into the bytes of one whole frame.
 *
 *   row 1      where the learner is, and how far
 *   row 2      the state: what runs, or the last verdict
 *   row 3      on a screen that is not low: the file's path, unless the body shows it; or nothing
 *   body       the verdict, the hints, the list, or a text; it scrolls
 *   last row   the keys of this view, or a line that is being typed
 */
#ifndef RUSTGYM_SCREEN_H
#define RUSTGYM_SCREEN_H

#include "rustgym/base/buffer.h"
#include "rustgym/ui/style.h"

#include <stdbool.h>
#include <stddef.h>

struct screen {
	const char *place;            /* "Ownership › sealed_parcel" */
	size_t here_done, here_total; /* of the topic; here_total 0: not shown */
	size_t done, total;           /* of the course */
	const char *state;            /* printable; may have colours, may be "" */
	const char *stamp;            /* at the right end of row 2: "saved 14:02:11", or "" */
	const char *above; /* printable lines above the body, which scroll with it; or NULL */
	const char *body;  /* printable lines */
	const char *path;  /* of the file that the learner edits; NULL: it is not said */
	/* most needed first; a NULL ends them. "? keys" and "q quit" or "q back" come after them, always */
	const char *const *keys;
	bool in_view;      /* q goes back, and does not quit */
	const char *typed; /* the line that is being typed, instead of the keys; NULL: none */
	/*
	 * file://HOST/FOLDER/, percent-encoded: paths of files in the body that are below this folder become
	 * links. NULL: there are none, because the terminal may not know links
	 */
	const char *links;
	size_t scroll; /* number of rows above the first visible row; screen_draw limits it */
	int columns, rows;
};

/* Returns the number of rows that the body has. */
size_t screen_room(const struct screen *screen);

/*
 * Returns the row of the body, counted from its first one, that is shown in a row of the terminal
 * (from 1); (size_t)-1: none is. Rows of `above` do not count.
 */
size_t screen_body_row(const struct screen *screen, int row);

/* Limits `scroll`: no rows are hidden at the top while there are empty rows at the bottom. */
void screen_settle(struct screen *screen);

/* Appends the frame. It repaints the whole screen, so it does not depend on earlier frames. */
void screen_draw(struct screen *screen, const struct style *style, struct buffer *out);

#endif
