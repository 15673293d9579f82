/*
 * What holds for every text of a course: nothing in it is still to be written, its links lead somewhere,
 * its words are plain.
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
	const struct plain_words *words; /* or NULL: no word is avoided */
};

/* Checks the file, or the texts of the folder, at an absolute path. */
void text_check(const struct text_check *check, const char *path, struct problems *problems);

#endif
