/*
 * Which exercises need crates (dependencies that others wrote), and which of them are compiled so that
 * all crates of a topic are built.
 */
#ifndef RUSTGYM_CRATES_H
#define RUSTGYM_CRATES_H

#include "rustgym/course/course.h"

#include <stdbool.h>

/*
 * Returns whether the exercise stands for a package that needs crates: its package has dependencies
 * besides those in the course's own tree, and no exercise before it has the same package. Compiling it
 * builds all crates of the package.
 */
bool crates_are_needed(const struct course *course, const struct exercise *exercise);

/* Returns the first topic after `topic`, in the order of the course, that needs crates; or NULL. */
const struct topic *crates_next_topic(const struct course *course, const struct topic *topic);

#endif
