/*
 * The texts of an exercise or an answer: its one file, or all that are text in its folder.
 */
#ifndef RUSTGYM_TEXT_FILES_H
#define RUSTGYM_TEXT_FILES_H

#include "rustgym/base/buffer.h"

#include <stddef.h>

/* path: absolute. text: followed by a NUL, borrowed for the call. */
typedef void (*text_visit)(const char *path, const char *text, void *data);

/*
 * Calls visit for the file at path, or for each below the folder there, in the order of their names.
 * What is not UTF-8, larger than FILE_COURSE_MAX, absent, clutter or a lock file that cargo writes is
 * passed over.
 */
void text_files_visit(const char *path, text_visit visit, void *data);

/* Appends a file without its carriage returns: nothing of one that can't be read. */
void text_file_read(const char *path, struct buffer *text);

/* The line, from 1, that a place in a text is in. */
int text_line_at(const char *text, const char *place);

/* How many words there are between blanks. */
size_t text_words(const char *text);

/* How many lines there are; the last need not be ended. */
size_t text_lines(const char *text);

#endif
