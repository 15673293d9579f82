/*
 * Which exercises differ from what git has.
 */
#ifndef RUSTGYM_CHANGES_H
#define RUSTGYM_CHANGES_H

#include "rustgym/base/error.h"
#include "rustgym/course/course.h"

#include <stdbool.h>

/*
 * Sets changed[i] for each exercise (by its index) of which a file, a hint, an answer, or a file that it
 * shares (topic.json, a Cargo.toml, Cargo.lock, roadmap.json) differs from the commit that ref names, or is
 * unknown to git and not ignored. ERROR_ENVIRONMENT without git or a repository, ERROR_USAGE when ref
 * names no commit.
 */
int changes_find(const struct course *course, const char *ref, bool *changed, struct error *err);

/* The same for one path, relative to the course's root. */
void changes_mark(const struct course *course, const char *path, bool *changed);

#endif
