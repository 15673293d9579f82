/*
 * Finds the lines of an exercise's entry in its topic.json, for messages.
 */
#ifndef RUSTGYM_ENTRY_H
#define RUSTGYM_ENTRY_H

#include "rustgym/course/course.h"

/*
 * Returns the path of the topic's topic.json, relative to the course's root. The caller frees it.
 */
char *entry_file(const struct topic *topic);

/*
 * Returns the line of a field of the exercise's entry, or of the entry if it lacks the field. With
 * `item_or_null`, returns the line of this string in the field's array, or of the object that has
 * it as "url". 0: topic.json cannot be read.
 */
int entry_line(const struct course *course, const struct exercise *exercise, const char *field,
	       const char *item_or_null);

/* Reports each AUTHOR_MARK in the entry. */
void entry_check_marks(const struct course *course, const struct exercise *exercise,
		       struct problems *problems);

#endif
