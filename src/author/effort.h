/*
 * Estimates the time for an exercise, to compare it with `minutes`. `dev stats` uses the counts.
 */
#ifndef RUSTGYM_EFFORT_H
#define RUSTGYM_EFFORT_H

#include "rustgym/course/course.h"

#include <stddef.h>

struct effort {
	size_t lines, words; /* in the exercise's texts, without Cargo.lock */
	size_t written;      /* lines of the solution that the exercise lacks */
	size_t reading;      /* words of the section that the header links to; the caller sets it */
};

/* `solution_or_null` is the solution's path. NULL: nothing has to be written. */
struct effort effort_of(const struct course *course, const struct exercise *exercise,
			const char *solution_or_null);

/*
 * Returns 3 minutes, plus 1 for each 80 words of the exercise, plus 1 for each 150 words of the
 * linked section, plus 1/4 for each line to write.
 */
double effort_minutes(const struct effort *effort);

#endif
