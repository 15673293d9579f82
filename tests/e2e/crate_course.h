/*
 * The course of mini_course.h with a second phase, whose topic needs crates: the exercises "boxed" and
 * "boxed_too". The crates are below the place, so that nothing is downloaded. The first one of them waits
 * until the test lets it go; all others need it.
 */
#ifndef RUSTGYM_E2E_CRATE_COURSE_H
#define RUSTGYM_E2E_CRATE_COURSE_H

#include "harness.h"

const char *crate_course(struct place *place);

/* Lets the crate go on that waits. */
void crate_course_go(struct place *place);

/*
 * How often the build of the waiting crate has begun; and the scheduling policy of the last one, as
 * /proc has it (0: the usual one, 5: idle).
 */
size_t crate_course_builds(struct place *place);
int crate_course_policy(struct place *place);

/* "root/exercises/.../NAME.rs" */
const char *crate_exercise(struct place *place, const char *name);

extern const char crate_solution[];

#endif
