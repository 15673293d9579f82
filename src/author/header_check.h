/*
 * The header of an exercise: what it says before the code, in one of its files.
 *
 *     //! The story, in one to three sentences.
 *     //!
 *     //! Task: change `fits` so that it counts characters.
 *     //! Read: <https://doc.rust-lang.org/std/primitive.str.html#method.chars>
 */
#ifndef RUSTGYM_HEADER_CHECK_H
#define RUSTGYM_HEADER_CHECK_H

#include "plain_words.h"
#include "rustgym/course/course.h"
#include "rustgym/course/problem.h"

/* One task with one verb, and one link to a section. words: what the verbs are; NULL: any word. */
void header_check(const struct course *course, const struct exercise *exercise,
		  const struct plain_words *words_or_null, struct problems *problems);

/* The link of the exercise's "Read:", or NULL when it has none: free() it. */
char *header_link(const struct course *course, const struct exercise *exercise);

#endif
