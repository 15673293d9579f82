/*
 * Finds the newer course that `update` takes, as a folder on this machine. The source is:
 *
 *   a folder with exercises/roadmap.json    that folder
 *   a git URL                               a clone in .rustgym/course-HASH. The learner's own git
 *                                           clones it, so that credentials and proxies work. An
 *                                           existing clone is fetched
 *   nothing                                 the course that `init` noted. If that is such a clone,
 *                                           it is fetched. Else the installed course
 *   nothing, in a workspace that is a       the course that was pulled from upstream: the newest
 *   clone of a course                       commit that HEAD and its upstream both have (HEAD, if
 *                                           there is no upstream)
 */
#ifndef RUSTGYM_COURSE_SOURCE_H
#define RUSTGYM_COURSE_SOURCE_H

#include "rustgym/app/app.h"
#include "rustgym/base/error.h"

#include <stdbool.h>

struct course_source {
	char *folder; /* absolute */
	bool pulled; /* the workspace is a clone of the course, and its hints stay where they are */
};

/*
 * ERROR_USAGE: `from` is not a course, or no source is known. ERROR_ENVIRONMENT: git is missing or
 * failed; git has printed the reason.
 */
int course_source_find(const struct app *app, const char *from, struct course_source *source,
		       struct error *err);
void course_source_clear(struct course_source *source);

#endif
