/*
 * Whether the code of a course may run as the learner.
 *
 * It may without a question if the learner has it from the program itself: the course is the installed
 * one, or the source that the program was built from. Both are found from the program's own place, so
 * that no folder can claim to be one. Every other course is asked for once (cli/consent.h); the answer
 * is kept outside of it (workspace/trusted.h). RUSTGYM_TRUST=1 and --trust are answers, too.
 */
#ifndef RUSTGYM_TRUST_H
#define RUSTGYM_TRUST_H

#include "rustgym/app/app.h"

#include <stdbool.h>

/*
 * Returns where the workspace's course came from, which the caller frees: the setting "course" (if it is
 * set to nothing, a word for the installed course), else
 * the URL of git's remote origin, else "". A folder cannot set the first, which is the user's own.
 */
char *trust_origin(const struct workspace *workspace, const struct config *config);

/*
 * The same for the opened course, which the caller frees. If its verification runs programs of its own, the
 * second line names them: an answer is for these programs only. TRUST_RUNS begins that line.
 */
#define TRUST_RUNS "\nruns "
char *trust_origin_of(const struct app *app);

/* Whether RUSTGYM_TRUST or --trust says so. */
bool trust_is_said(const struct app *app);

/* Whether the folder is the course that the program came with. */
bool trust_is_programs(const char *folder);

/*
 * Whether it is known that the workspace may run code that came from `origin`. An error, whose message
 * says why the kept answers cannot be used, means no.
 */
bool trust_is_known(const struct app *app, const char *origin, struct error *err);

/* Whether it is known that the course in a folder may run there. Then a copy of it may run, too. */
bool trust_has_folder(const char *folder);

/* Returns the URL of the remote origin of a git repository, or "". The caller frees it. */
char *trust_remote(const char *folder);

#endif
