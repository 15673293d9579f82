/*
 * Checks the targets in the topics' packages. Editors and cargo find the exercises by their
 * targets.
 */
#ifndef RUSTGYM_TARGETS_H
#define RUSTGYM_TARGETS_H

#include "rustgym/course/course.h"
#include "rustgym/course/problem.h"

struct toolchain;

/* Checks that the exercise is a target of its topic's package. A folder is a package of its own. */
void targets_check_exercise(const struct course *course, const struct exercise *exercise,
			    struct problems *problems);

/*
 * Checks the names in the whole course. Each target's name is unique and not an exercise of another
 * topic. Each package's name is unique in its phase, including packages of folder exercises.
 */
void targets_check(const struct course *course, struct problems *problems);

/* Checks that cargo can load each phase's workspace. If it cannot, editors cannot either. */
void targets_ask_cargo(const struct course *course, const struct toolchain *toolchain,
		       struct problems *problems);

#endif
