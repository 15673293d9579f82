/*
 * Checks how exercises fit together: the order in which skills are taught, and the shapes of each
 * topic.
 */
#ifndef RUSTGYM_CURRICULUM_H
#define RUSTGYM_CURRICULUM_H

#include "rustgym/base/strings.h"
#include "rustgym/course/course.h"
#include "rustgym/course/problem.h"

/* Checks that the exercise has a shape, and that it uses only skills that are taught before it. */
void curriculum_check_exercise(const struct course *course, const struct exercise *exercise,
			       struct problems *problems);

/*
 * Checks the whole course: topics teach skills in the roadmap's order, and each topic has the
 * shapes that it needs.
 */
void curriculum_check(const struct course *course, struct problems *problems);

/* Returns the first exercise that teaches the skill, or NULL. */
const struct exercise *curriculum_teacher(const struct course *course, const char *skill);

/* Appends the skills that some exercise uses and no exercise teaches, in the roadmap's order. */
void curriculum_untaught(const struct course *course, struct strings *skills);

#endif
