/*
 * Whether the files of an author's exercise keep their promises, as far as no compiler is needed for it.
 */
#ifndef RUSTGYM_AUTHOR_H
#define RUSTGYM_AUTHOR_H

#include "rustgym/course/answers.h"
#include "rustgym/course/course.h"
#include "rustgym/course/problem.h"
#include "text_check.h"

/*
 * Answers, marks, targets, tests that stayed the same, links, minutes, the header, avoided words. The
 * hints have a check of their own (hint_check.h).
 */
void author_check_files(const struct text_check *check, const struct exercise *exercise,
			const struct answers *answers, struct problems *problems);

#endif
