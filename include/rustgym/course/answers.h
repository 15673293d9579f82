/*
 * Where the answers to an exercise are.
 */
#ifndef RUSTGYM_ANSWERS_H
#define RUSTGYM_ANSWERS_H

#include "rustgym/base/error.h"
#include "rustgym/base/strings.h"
#include "rustgym/course/course.h"

/* The solution and the wrong answers, as paths: files, or folders to lay over the exercise. */
struct answers {
	char *solution; /* NULL when it is missing */
	struct strings wrong;
};

/* course: the folder with hints/. */
int answers_find(const char *course, const struct exercise *exercise, struct answers *answers,
		 struct error *err);
void answers_clear(struct answers *answers);

#endif
