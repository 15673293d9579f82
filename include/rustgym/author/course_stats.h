/*
 * What a course has: counted for its authors, and for what is said of it elsewhere.
 */
#ifndef RUSTGYM_COURSE_STATS_H
#define RUSTGYM_COURSE_STATS_H

#include "rustgym/course/course.h"

#include <stddef.h>

/* Of a topic, of a phase, or of the course. */
struct course_stats {
	size_t exercises;
	size_t lines, words;   /* of the exercises' texts */
	size_t taught, skills; /* skills that an exercise teaches, of those that belong here */
	size_t shapes[SHAPE_COUNT];
	size_t wrong; /* answers that must be rejected */
	size_t rungs; /* of the hint ladders */
	size_t on;    /* sections of the hints on what fails */
	int minutes;
};

/*
 * Skills are numbered as folders are: 1.3.2 belongs to 01_.../03_.... One that is numbered otherwise
 * belongs to the course alone. hints: the folder with hints/. What can't be read counts as absent.
 */
struct course_stats course_stats_topic(const struct course *course, const char *hints,
				       const struct topic *topic);

/* Adds all but the skills, of which a whole may have more than its parts: see below. */
void course_stats_add(struct course_stats *whole, const struct course_stats *part);

/* Of a phase, with those of topics that are not there yet, or (NULL) of the course. */
void course_stats_skills(const struct course *course, const struct phase *phase_or_null,
			 size_t *taught, size_t *skills);

#endif
