/*
 * Draws what runs now: the words for the first row of `watch`, and the lines above the task while the
 * crates of a topic are built for the first time.
 */
#ifndef RUSTGYM_WORK_H
#define RUSTGYM_WORK_H

#include "rustgym/base/buffer.h"
#include "rustgym/ui/style.h"

#include <stdbool.h>
#include <stddef.h>

/* A number that is not known is 0, a text NULL; nothing is said about them. */
struct work {
	bool runs;        /* a program runs; otherwise a compiler */
	const char *name; /* the exercise, if it is not the one on the screen */
	const char *note; /* what cargo does: "Downloading tokio v1.50.0" */
	unsigned seconds; /* since it began; below 1 nothing is said about time */
	unsigned limit_s; /* a program is stopped after this time of work */
	bool first_build;
	unsigned crates_done, crates;
	unsigned usual_s; /* how long the first build takes, by the course */
	unsigned tests_done, tests;
	const char *test;      /* runs now */
	const char *meanwhile; /* the exercise that the key n goes on with */
};

/*
 * Appends one line of at most `width` columns. If it would be wider, the less important parts are left
 * out whole: no word is cut, as long as the first part fits.
 */
void work_status(const struct work *work, size_t width, struct buffer *out);

/* Appends the lines about a first build. Appends nothing for any other work. */
void work_first_build(const struct work *work, const struct style *style, struct buffer *out);

#endif
