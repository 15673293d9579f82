/*
 * The targets of the topics' packages, by which editors and cargo know the exercises.
 */
#ifndef RUSTGYM_TARGETS_H
#define RUSTGYM_TARGETS_H

#include "rustgym/course/course.h"
#include "rustgym/course/problem.h"

/* Whether its topic's package has the exercise as a target; a folder is a package of its own. */
void targets_check_exercise(const struct course *course, const struct exercise *exercise,
			    struct problems *problems);

/*
 * Whether each target of the course has a name of its own, which is no exercise's of another topic; and
 * each package of a phase, those in folder exercises too.
 */
void targets_check(const struct course *course, struct problems *problems);

/* Whether cargo can load each phase's workspace: it refuses what editors could not open either. */
void targets_ask_cargo(const struct course *course, const char *cargo, struct problems *problems);

#endif
