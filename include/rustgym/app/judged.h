/*
 * A command that runs tells the screen of `watch` how far it is. `check` writes a line for each exercise that it
 * has judged, and `prepare` writes what it does now. `watch` asks for these lines by a variable of the
 * environment, and takes them out of the output.
 */
#ifndef RUSTGYM_JUDGED_H
#define RUSTGYM_JUDGED_H

#include "rustgym/ui/tally.h"

#include <stdbool.h>
#include <stddef.h>

#define JUDGED_WANTED "RUSTGYM_JUDGED=1"

bool judged_is_wanted(void);

/* Appends the line. `at` is the exercise's place in the course. */
void judged_add(size_t at, enum judged judged, struct buffer *out);

/* Appends a line that says what the command does now. It replaces the one before. */
void judged_add_now(const char *text, struct buffer *out);

/* Returns the text of such a line; NULL: it is another line. `end` is the end of the line. */
const char *judged_now(const char *line, const char *end);

/* Returns whether a line is one of these. `end` is the end of the line. */
bool judged_is_line(const char *line, const char *end);

/* Appends the text without these lines. */
void judged_leave_out(const char *text, struct buffer *out);

/* Reads a line about an exercise. Returns false if it is no such line, or if there are at most `*at` exercises. */
bool judged_read(const char *line, const char *end, size_t count, size_t *at, enum judged *judged);

#endif
