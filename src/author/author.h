/*
 * Checks the files of an author's exercise, as far as this needs no compiler.
 */
#ifndef RUSTGYM_AUTHOR_H
#define RUSTGYM_AUTHOR_H

#include "rustgym/course/answers.h"
#include "rustgym/course/course.h"
#include "rustgym/course/problem.h"
#include "text_check.h"

/*
 * Checks answers, marks, targets, unchanged tests, links, minutes, the header, and avoided words.
 * hint_check.h checks the hints.
 */
void author_check_files(const struct text_check *check, const struct exercise *exercise,
			const struct answers *answers, struct problems *problems);

#endif
