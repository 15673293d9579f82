/*
 * Where `update` takes a newer course from, as a folder on this machine.
 *
 *   a folder with exercises/roadmap.json    as it is
 *   a git URL                               cloned to .rustgym/course-HASH by the learner's own git,
 *                                           so that their credentials and proxies work; fetched when
 *                                           it is there already
 *   nothing                                 the course that `init` noted down, fetched where it is
 *                                           one of these clones; else the installed one
 *   nothing, where the workspace is itself  what was pulled from upstream: the newest commit that
 *   a clone of a course                     HEAD and its upstream have in common (HEAD without one)
 */
#ifndef RUSTGYM_COURSE_SOURCE_H
#define RUSTGYM_COURSE_SOURCE_H

#include "rustgym/app/app.h"
#include "rustgym/base/error.h"

#include <stdbool.h>

struct course_source {
	char *folder; /* absolute */
	bool pulled;  /* a clone's own: the workspace keeps its hints where they are */
};

/*
 * ERROR_USAGE when it is not a course, or can't be known; ERROR_ENVIRONMENT without git, or when git
 * fails (it has said why).
 */
int course_source_find(const struct app *app, const char *from, struct course_source *source,
		       struct error *err);
void course_source_clear(struct course_source *source);

#endif
