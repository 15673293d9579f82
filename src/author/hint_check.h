/*
 * Checks that an exercise's hints are complete: the ladder, and the sections about errors.
 */
#ifndef RUSTGYM_HINT_CHECK_H
#define RUSTGYM_HINT_CHECK_H

#include "rustgym/base/strings.h"
#include "rustgym/course/course.h"
#include "rustgym/course/problem.h"

struct hint_check {
	const struct course *course;
	const char *docs;            /* doc_folder, or NULL */
	const struct strings *codes; /* error codes and lints that reject wrong answers */
	/* all names in the exercise's verdicts, including those of tests */
	const struct strings *topics;
	bool tests_known; /* `topics` has all tests of the exercise */
};

void hint_check_exercise(const struct hint_check *check, const struct exercise *exercise,
			 struct problems *problems);

#endif
