/*
 * Whether an exercise's hints are complete: the ladder, and the sections on what fails on the way.
 */
#ifndef RUSTGYM_HINT_CHECK_H
#define RUSTGYM_HINT_CHECK_H

#include "rustgym/base/strings.h"
#include "rustgym/course/course.h"
#include "rustgym/course/problem.h"

struct hint_check {
	const struct course *course;
	const char *docs;             /* doc_folder, or NULL */
	const struct strings *codes;  /* error codes and lints that wrong answers are rejected by */
	const struct strings *topics; /* all names that verdicts on it had: of tests, too */
	bool tests_known;             /* topics has every test of the exercise */
};

void hint_check_exercise(const struct hint_check *check, const struct exercise *exercise,
			 struct problems *problems);

#endif
