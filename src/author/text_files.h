/*
 * Reads the texts of an exercise or an answer: its single file, or all text files in its folder.
 */
#ifndef RUSTGYM_TEXT_FILES_H
#define RUSTGYM_TEXT_FILES_H

#include "rustgym/base/buffer.h"
#include "rustgym/course/course.h"

#include <stddef.h>

/* `path` is absolute. `text` ends with a NUL and is borrowed during the call. */
typedef void (*text_visit)(const char *path, const char *text, void *data);

/*
 * Calls `visit` for the file at `path`, or for each file below the folder there, sorted by name. It
 * skips files that are not UTF-8, larger than FILE_COURSE_MAX, missing, or clutter, and cargo's
 * lock files.
 */
void text_files_visit(const char *path, text_visit visit, void *data);

/*
 * Returns the path of the file or folder with the texts that belong to this exercise alone. For a
 * stage of a project that is the file with its first tests. The caller frees it.
 */
char *text_files_of(const struct course *course, const struct exercise *exercise);

/* Appends a file without its carriage returns. Appends nothing if it cannot be read. */
void text_file_read(const char *path, struct buffer *text);

/* Returns the line of a position in the text, from 1. */
int text_line_at(const char *text, const char *place);

/* Returns the number of words that are separated by spaces. */
size_t text_words(const char *text);

/* Returns the number of lines. The last one need not have a line end. */
size_t text_lines(const char *text);

#endif
