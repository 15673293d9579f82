/*
 * Counts what a course contains.
 */
#ifndef RUSTGYM_COURSE_STATS_H
#define RUSTGYM_COURSE_STATS_H

#include "rustgym/course/course.h"

#include <stddef.h>

/* The numbers of a topic, of a phase, or of the whole course. */
struct course_stats {
	size_t exercises;
	size_t lines, words;   /* in the exercises' own files */
	size_t taught, skills; /* `skills` belong here; an exercise teaches `taught` of them */
	size_t shapes[SHAPE_COUNT];
	size_t wrong; /* wrong answers, which the tests must reject */
	size_t rungs; /* rungs of all hint ladders */
	size_t on;    /* hint sections about one error, lint or test ("on E0382") */
	int minutes;
};

/*
 * Counts one topic. A skill's number names the topic's folder: 1.3.2 belongs to 01_.../03_....
 * Skills with other numbers belong only to the course. `hints` is the folder that has hints/. A
 * file that cannot be read counts as missing.
 */
struct course_stats course_stats_topic(const struct course *course, const char *hints,
				       const struct topic *topic);

/*
 * Adds all numbers except `taught` and `skills`: a phase can have skills of topics that do not
 * exist yet. Use course_stats_skills for those two.
 */
void course_stats_add(struct course_stats *whole, const struct course_stats *part);

/*
 * Counts the skills of a phase, also those of topics that do not exist yet. NULL: the skills of the
 * whole course.
 */
void course_stats_skills(const struct course *course, const struct phase *phase_or_null,
			 size_t *taught, size_t *skills);

#endif
