/*
 * Paths as text. Nothing here touches the file system.
 */
#ifndef RUSTGYM_PATH_H
#define RUSTGYM_PATH_H

#include <stdbool.h>

/* "a/b": free() it. An absolute b is returned as it is; an empty a adds no slash. */
char *path_join(const char *a, const char *b);

/* Everything before the last slash, or "." (free() it); "/" for what lies in the root. */
char *path_parent(const char *path);

/* What follows the last slash. Borrowed from path. */
const char *path_base(const char *path);

/*
 * Whether a path that a course names stays inside the folder it is relative to: not empty, not
 * absolute, no "." or ".." or empty part, no backslash, no control character.
 */
bool path_is_contained(const char *path);

/* What follows `folder` and its slash in `path`, or NULL when path is not below it. Borrowed. */
const char *path_below(const char *path, const char *folder);

/*
 * Whether a name is nobody's work: what git, cargo and rustgym keep, what editors (and file_write)
 * leave while they save. Other hidden names (.github, .cargo) can be part of an exercise.
 */
bool path_is_clutter(const char *name);

bool path_has_suffix(const char *path, const char *suffix);

#endif
