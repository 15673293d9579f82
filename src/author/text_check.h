/*
 * Checks a course's text: it has no AUTHOR_MARK, its links have a target, and it uses no avoided
 * words.
 */
#ifndef RUSTGYM_TEXT_CHECK_H
#define RUSTGYM_TEXT_CHECK_H

#include "plain_words.h"
#include "rustgym/course/course.h"
#include "rustgym/course/problem.h"

#include <stdbool.h>

struct text_check {
	const struct course *course;
	const char *docs;                /* doc_folder (doc_link.h), or NULL */
	const struct plain_words *words; /* NULL: no words are avoided */
};

/* Checks the file at an absolute path, or all texts of the folder there. */
void text_check(const struct text_check *check, const char *path, struct problems *problems);

#endif
