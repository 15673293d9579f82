/*
 * A course of three small exercises without dependencies, for what needs no more than that:
 *
 *   mini_first   E0384    a [[test]]
 *   mini_second  a failing test; has a hint "on" that test
 *   mini_third   prints the wrong line; a [[bin]]
 */
#ifndef RUSTGYM_E2E_MINI_COURSE_H
#define RUSTGYM_E2E_MINI_COURSE_H

#include "harness.h"

/* Writes it below the place and returns its root, which is a workspace as well. */
const char *mini_course(struct place *place);

/*
 * The same with all that `dev check` asks for: a page, headers, lessons, and a section of the hints
 * on E0384.
 */
const char *mini_complete_course(struct place *place);

/* The header and the lesson of its exercises. The link leads to no page of the toolchain. */
#define MINI_HEADER "//! Task: fix it.\n//! Read: <https://a.example/numbers#small>\n\n"
#define MINI_LESSON                                                                                \
	"A number has a name. The name stays the same, and its number may change.\n"               \
	"Rust asks you to say so: `let mut age = 7;` makes a number that can change, and\n"        \
	"`let age = 7;` makes a number that stays 7. A program prints a line with the macro\n"     \
	"`println!`, and a test compares two numbers with `assert_eq!`.\n\n"

/* "root/exercises/.../NAME.rs", and its files among the hints: suffix is ".md", ".rs", ... */
const char *mini_exercise(struct place *place, const char *name);
const char *mini_hints(struct place *place, const char *name, const char *suffix);

/* The bytes of the solution, and of the exercise as it was handed out. */
const char *mini_solution(const char *name);
const char *mini_start(const char *name);

/* Programs for mini_third that keep the compiler, or the machine, at work. */
extern const char mini_compiles_for_ever[], mini_runs_for_ever[];

void mini_run_deadline(struct place *place, const char *seconds);

/* For wait_until, with the place: whether a compiler works in own_cache(). */
bool mini_is_compiling(void *place);

#endif
