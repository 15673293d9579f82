/*
 * Finds words and phrases that a course's texts avoid, and suggests others:
 * exercises/plain_words.json.
 *
 * A phrase is one or more words with a space between them. "^" before its first word matches only
 * at the beginning of a sentence. "*" matches any word. Capital and small letters are the same.
 */
#ifndef RUSTGYM_PLAIN_WORDS_H
#define RUSTGYM_PLAIN_WORDS_H

#include "rustgym/course/course.h"
#include "rustgym/course/problem.h"

#include <stdbool.h>

struct plain_words;

/*
 * Returns NULL if the course has no such file. If the file has a mistake, adds a problem and
 * returns NULL.
 */
struct plain_words *plain_words_load(const struct course *course, struct problems *problems);
void plain_words_free(struct plain_words *words);

/*
 * Adds a problem for each avoided phrase in the prose of a text. `file` is its path in messages;
 * its ending tells the kind of text.
 */
void plain_words_check(const struct plain_words *words, const char *file, const char *text,
		       struct problems *problems);

/* Returns whether a word of `len` bytes is one of the verbs that a task can begin with. */
bool plain_words_is_task(const struct plain_words *words, const char *word, size_t len);

#endif
