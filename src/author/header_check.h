/*
 * Checks the header of an exercise: the comment before the code in one of its files.
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

/*
 * Checks that there is one task with one verb, and one link to a section. `words_or_null` has the
 * list of verbs; NULL: any word may be the verb.
 */
void header_check(const struct course *course, const struct exercise *exercise,
		  const struct plain_words *words_or_null, struct problems *problems);

/* Returns the link of the exercise's "Read:", which the caller frees. NULL: there is none. */
char *header_link(const struct course *course, const struct exercise *exercise);

#endif
