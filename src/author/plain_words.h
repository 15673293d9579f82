/*
 * Words and phrases that a course's texts avoid, and what to write instead: exercises/plain_words.json.
 *
 * A phrase is one or more words with a space between them. "^" before its first word: only where that
 * begins a sentence. "*" is any word. Letters may be capital or small.
 */
#ifndef RUSTGYM_PLAIN_WORDS_H
#define RUSTGYM_PLAIN_WORDS_H

#include "rustgym/course/course.h"
#include "rustgym/course/problem.h"

#include <stdbool.h>

struct plain_words;

/* NULL for a course without the file, and, after a problem is added, for one whose file has a mistake. */
struct plain_words *plain_words_load(const struct course *course, struct problems *problems);
void plain_words_free(struct plain_words *words);

/*
 * Adds a problem for each avoided phrase in the prose of a text. file: its path as problems name it, by
 * whose end the kind of text is known.
 */
void plain_words_check(const struct plain_words *words, const char *file, const char *text,
		       struct problems *problems);

/* Whether a word of len bytes is one of the verbs that a task can begin with. */
bool plain_words_is_task(const struct plain_words *words, const char *word, size_t len);

#endif
