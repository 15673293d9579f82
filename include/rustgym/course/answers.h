/*
 * Finds the answers to an exercise: its solution and its wrong answers.
 */
#ifndef RUSTGYM_ANSWERS_H
#define RUSTGYM_ANSWERS_H

#include "rustgym/base/error.h"
#include "rustgym/base/strings.h"
#include "rustgym/course/course.h"

/* Paths of the answers. Each is a file, or a folder to copy over the exercise. */
struct answers {
	char *solution; /* NULL when it is missing */
	struct strings wrong;
};

/* `course` is the folder that has hints/. The caller clears `answers`. */
int answers_find(const char *course, const struct exercise *exercise, struct answers *answers,
		 struct error *err);
void answers_clear(struct answers *answers);

#endif
