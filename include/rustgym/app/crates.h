/*
 * Which exercises need crates (dependencies that others wrote), and which of them are compiled so that
 * all crates of a topic are built.
 */
#ifndef RUSTGYM_CRATES_H
#define RUSTGYM_CRATES_H

#include "rustgym/course/course.h"

#include <stdbool.h>

/*
 * Returns whether this exercise is the first one of its package, and the package needs crates: it has
 * dependencies besides those in the course's own tree. A compile of the exercise builds all crates of the
 * package.
 */
bool crates_are_needed(const struct course *course, const struct exercise *exercise);

/* Returns the first topic after `topic`, in the order of the course, that needs crates; or NULL. */
const struct topic *crates_next_topic(const struct course *course, const struct topic *topic);

#endif
