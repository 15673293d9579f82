/*
 * How much of an author's and a learner's work is in an exercise: what `minutes` is held against, and
 * what `dev stats` counts.
 */
#ifndef RUSTGYM_EFFORT_H
#define RUSTGYM_EFFORT_H

#include "rustgym/course/course.h"

#include <stddef.h>

struct effort {
	size_t lines, words; /* of the exercise's texts, Cargo.lock left out */
	size_t written;      /* lines of the solution that the exercise does not have */
	size_t reading; /* words of the section that the header links to: the caller's to fill */
};

/* solution: its path, or NULL when there is none: then nothing is to be written. */
struct effort effort_of(const struct course *course, const struct exercise *exercise,
			const char *solution_or_null);

/*
 * Three to begin, one for 80 words of the exercise, one for 150 words of the linked section, a quarter
 * for each line to write.
 */
double effort_minutes(const struct effort *effort);

#endif
