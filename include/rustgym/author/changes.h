/*
 * Finds the exercises that differ from a commit in git.
 */
#ifndef RUSTGYM_CHANGES_H
#define RUSTGYM_CHANGES_H

#include "rustgym/base/error.h"
#include "rustgym/course/course.h"

#include <stdbool.h>

/*
 * Sets changed[i] for the exercise with the index i if one of its files differs from the commit
 * that `ref` names, or is new and not ignored by git. Its files are its sources, its hint, its
 * answers, and the files that it shares with others (topic.json, Cargo.toml, Cargo.lock,
 * roadmap.json). ERROR_ENVIRONMENT: git is missing, or the course is not in a repository.
 * ERROR_USAGE: `ref` names no commit.
 */
int changes_find(const struct course *course, const char *ref, bool *changed, struct error *err);

/*
 * Sets changed[i] for the exercises that one path concerns. `path` is relative to the course's
 * root.
 */
void changes_mark(const struct course *course, const char *path, bool *changed);

#endif
