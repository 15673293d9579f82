/*
 * Whether the files of an author's exercise keep their promises, as far as no compiler is needed for it.
 */
#ifndef RUSTGYM_AUTHOR_H
#define RUSTGYM_AUTHOR_H

#include "rustgym/course/answers.h"
#include "rustgym/course/course.h"
#include "rustgym/course/problem.h"

/*
 * Answers, marks, targets, tests that stayed the same, links, minutes. docs: doc_folder (rustgym/
 * doc_link.h), or NULL. The hints have a check of their own (rustgym/hint_check.h).
 */
void author_check_files(const struct course *course, const struct exercise *exercise,
			const struct answers *answers, const char *docs_or_null,
			struct problems *problems);

#endif
