/*
 * The courses whose code may run as the learner: what they answered, once for each course. It is kept
 * in $XDG_STATE_HOME/rustgym/trust, outside of every course.
 *
 * A course is known by its folder, by where it came from, and by the moment in which its exercises/ was
 * made, if the file system knows that. Another course in the same folder is asked for again.
 */
#ifndef RUSTGYM_TRUSTED_H
#define RUSTGYM_TRUSTED_H

#include "rustgym/base/error.h"

#include <stdbool.h>

/*
 * Whether this course is among the trusted ones. `origin` is a folder or a URL, or "". After an error
 * it is not, and the message says why the file cannot be used.
 */
bool trusted_has(const char *root, const char *origin, struct error *err);

/*
 * Adds the course. A damaged file is kept aside. ERROR_ENVIRONMENT, ERROR_IO: the answer cannot be kept,
 * for example because a newer rustgym wrote the file.
 */
int trusted_add(const char *root, const char *origin, struct error *err);

#endif
