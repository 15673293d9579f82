/*
 * The prose of a file: the comments of a source text, or a Markdown text without its code. It is as
 * long as the file, and each byte is where it was, so that a place in it has the file's line.
 */
#ifndef RUSTGYM_PROSE_H
#define RUSTGYM_PROSE_H

#include "rustgym/base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	PROSE_BREAK = '\f', /* a byte that is no prose: no sentence goes past it */
	PROSE_CODE =
		'`', /* a byte of a code span or an address: a part of the sentence, but no word */
};

/* The file's kind is known by the end of its path. False, with nothing appended, for an unknown kind. */
bool prose_of(const char *path, const char *text, struct buffer *prose);

/* How many words of prose a Markdown text has. Blocks of code do not count; a code span is a word. */
size_t prose_words(const char *markdown);

/* Whether the word at this place is the first of its sentence, which begins with a capital letter. */
bool prose_begins_sentence(const char *prose, const char *word);

/* Whether the sentence around this place is a question. */
bool prose_is_question(const char *place);

#endif
