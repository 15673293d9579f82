/*
 * The files of a new exercise, with AUTHOR_MARK wherever the author must write something.
 *
 * They are written in an order in which the course stays valid: the exercise's own first, then what the
 * phase and the topic's package say of it, then its entry in topic.json. What fails is taken back; after
 * a kill the same call goes on where it ended.
 */
#ifndef RUSTGYM_NEW_EXERCISE_H
#define RUSTGYM_NEW_EXERCISE_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"
#include "rustgym/course/course.h"

/* said: the paths of what was written, a line each. ERROR_USAGE when something else is in the way. */
int new_exercise_write(const struct course *course, const struct topic *topic, const char *name,
		       bool folder, struct buffer *said, struct error *err);

#endif
