/*
 * What holds between exercises: which skill is taught where, and by which shapes.
 */
#ifndef RUSTGYM_CURRICULUM_H
#define RUSTGYM_CURRICULUM_H

#include "rustgym/base/strings.h"
#include "rustgym/course/course.h"
#include "rustgym/course/problem.h"

/* Whether one exercise says its shape, and uses only skills that are taught by then. */
void curriculum_check_exercise(const struct course *course, const struct exercise *exercise,
			       struct problems *problems);

/* Of the course as a whole: topics teach skills in the roadmap's order; each topic has its shapes. */
void curriculum_check(const struct course *course, struct problems *problems);

/* The first exercise that teaches the skill, or NULL. */
const struct exercise *curriculum_teacher(const struct course *course, const char *skill);

/* Appended: the skills, in the roadmap's order, that exercises use and none teaches. */
void curriculum_untaught(const struct course *course, struct strings *skills);

#endif
