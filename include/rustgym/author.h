/*
 * What an author's exercise consists of, and whether each part keeps its promise.
 */
#ifndef RUSTGYM_AUTHOR_H
#define RUSTGYM_AUTHOR_H

#include "rustgym/course.h"
#include "rustgym/problem.h"
#include "rustgym/strings.h"
#include "rustgym/verdict.h"

#include <stdbool.h>

/* What stands wherever an author must still write something. */
#define AUTHOR_MARK "FILL-IN"

/* The solution and the wrong answers of an exercise, as paths: files, or folders to lay over it. */
struct answers {
	char *solution; /* NULL when it is missing */
	struct strings wrong;
};

int answers_find(const char *course, const struct exercise *exercise, struct answers *answers,
		 struct error *err);
void answers_clear(struct answers *answers);

/* Whether the verdict of the untouched exercise is what its contract says; if not, *why is owned. */
bool contract_holds(const struct exercise *exercise, const struct verdict *verdict, char **why);

/* The parts that need no compiler: hints, answers, marks, targets, tests that stayed the same. */
int author_check_files(const struct course *course, const struct exercise *exercise,
		       const struct answers *answers, struct problems *problems, struct error *err);

#endif
