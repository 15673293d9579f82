/*
 * Functions on paths as strings. They do not access the file system.
 */
#ifndef RUSTGYM_PATH_H
#define RUSTGYM_PATH_H

#include <stdbool.h>

/*
 * Returns "a/b", which the caller frees. If b is absolute, returns b. If a is empty, adds no slash.
 */
char *path_join(const char *a, const char *b);

/*
 * Returns the part before the last slash, which the caller frees. "." if there is no slash, "/" for
 * an entry of the root.
 */
char *path_parent(const char *path);

/* Returns the part after the last slash, borrowed from `path`. */
const char *path_base(const char *path);

/*
 * Returns whether a path in a course's file stays inside the folder that it is relative to. Such a
 * path is not empty and not absolute. It has no part that is ".", ".." or empty, no backslash and
 * no control character.
 */
bool path_is_contained(const char *path);

/*
 * Whether this is a name for a file of an exercise: one part of a contained path, in UTF-8, of at most
 * 255 bytes, nothing that is git's own on any file system, and no character that no terminal shows.
 */
bool path_is_name(const char *name);

/*
 * Returns the part of `path` after `folder` and its slash, borrowed from `path`. NULL: path is not
 * below the folder.
 */
const char *path_below(const char *path, const char *folder);

/*
 * Returns whether a file or folder with this name is never a part of an exercise. Those are the
 * folders of git, cargo and rustgym, and the temporary files of editors and of file_write. Other
 * hidden names (.github, .cargo) can be part of an exercise.
 */
bool path_is_clutter(const char *name);

bool path_has_suffix(const char *path, const char *suffix);

#endif
