/*
 * Writes the files of a new exercise. AUTHOR_MARK is in every place that the author must fill in.
 *
 * The order of writing keeps the course valid: first the exercise's own files, then the changes to
 * the phase's and the topic's package, last the entry in topic.json. After an error the written
 * files are removed. After a kill, the same call continues.
 */
#ifndef RUSTGYM_NEW_EXERCISE_H
#define RUSTGYM_NEW_EXERCISE_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"
#include "rustgym/course/course.h"

/*
 * In a project it is a new stage, after the last one. Appends the paths of the written files to `said`, one on each line. ERROR_USAGE: another file
 * already has one of these paths.
 */
int new_exercise_write(const struct course *course, const struct topic *topic, const char *name,
		       bool folder, struct buffer *said, struct error *err);

#endif
