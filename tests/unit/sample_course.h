/*
 * A small course without mistakes: two phases, three topics, four exercises.
 *
 *   01_start/01_first   one.rs two.rs
 *   01_start/02_second  three.rs
 *   02_more/01_third    pack/ (Cargo.toml and src/lib.rs are the learner's)
 */
#ifndef RUSTGYM_TESTS_SAMPLE_COURSE_H
#define RUSTGYM_TESTS_SAMPLE_COURSE_H

#include "rustgym/course/course.h"
#include "support.h"

#define ROADMAP "exercises/roadmap.json"
#define FIRST "exercises/01_start/01_first"
#define SECOND "exercises/01_start/02_second"
#define THIRD "exercises/02_more/01_third"

extern const char sample_roadmap[], sample_first[], sample_second[], sample_third[];

/* Writes it into the sandbox's root. */
void sample_course_write(struct sandbox *box);

/* Loads what is in the sandbox; fails the test where that has a mistake. */
struct course *sample_course_load(struct sandbox *box);

#endif
