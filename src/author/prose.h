/*
 * Extracts the prose of a file: the comments of source code, or Markdown without its code. The
 * result is as long as the file and every byte keeps its position, so a position has the same line
 * in both.
 */
#ifndef RUSTGYM_PROSE_H
#define RUSTGYM_PROSE_H

#include "rustgym/base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	PROSE_BREAK = '\f', /* a byte that is not prose; no sentence continues past it */
	/* a byte of a code span or an address: a part of the sentence, but not a word */
	PROSE_CODE = '`',
};

/*
 * The ending of `path` tells the kind of file. Returns false and appends nothing if the kind is
 * unknown.
 */
bool prose_of(const char *path, const char *text, struct buffer *prose);

/*
 * Returns the number of words of prose in Markdown. Code blocks do not count; a code span is one
 * word.
 */
size_t prose_words(const char *markdown);

/*
 * Returns whether the word at this position is the first of its sentence and begins with a capital
 * letter.
 */
bool prose_begins_sentence(const char *prose, const char *word);

/* Returns whether the sentence at this position is a question. */
bool prose_is_question(const char *place);

#endif
