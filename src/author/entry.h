/*
 * Where an exercise's entry is in its topic.json, for messages about what loaded without a mistake.
 */
#ifndef RUSTGYM_ENTRY_H
#define RUSTGYM_ENTRY_H

#include "rustgym/course/course.h"

/* Of the topic, relative to the course's root: free() it. */
char *entry_file(const struct topic *topic);

/*
 * The line of a field of the exercise's entry, or of the entry itself where it has none; with item, of
 * the string in the field's list that is it (or that has it as a "url"). 0 when it can't be read.
 */
int entry_line(const struct course *course, const struct exercise *exercise, const char *field,
	       const char *item_or_null);

/* Reports each text of the entry that is still to be written. */
void entry_check_marks(const struct course *course, const struct exercise *exercise,
		       struct problems *problems);

#endif
