/*
 * The state that every command works with. main opens it once, passes it down and closes it once.
 */
#ifndef RUSTGYM_APP_H
#define RUSTGYM_APP_H

#include "rustgym/base/error.h"
#include "rustgym/base/strings.h"
#include "rustgym/course/course.h"
#include "rustgym/toolchain/toolchain.h"
#include "rustgym/ui/style.h"
#include "rustgym/workspace/config.h"
#include "rustgym/workspace/progress.h"
#include "rustgym/workspace/workspace.h"

#include <stdbool.h>

struct app {
	struct style style;
	bool plain;                 /* --plain */
	enum colour_choice colour;  /* --color */
	bool trusts;                /* --trust: the course may run, whoever made it */
	bool trusts_owner;          /* --trust-owner: the workspace may be another user's */
	bool trusted;               /* the course may run (trust.h) */
	bool reviews;               /* --review: all is about the copies in review/ */
	struct workspace reviewed;  /* with `reviews`: where their exercises have passed */
	struct workspace workspace; /* from here to `course`: set if the command needs them */
	struct config config;
	struct course *course;
	char *notice; /* tells which file app_open_course repaired; app_close prints it */
	char *hints;  /* the folder that has hints/ */
};

/* Finds the workspace from the current folder and reads its settings. */
int app_enter(struct app *app, struct error *err);

/*
 * Finds the workspace and reads its course, for a command that can do without. Nothing is repaired, taken over
 * or said. Returns whether there is a course.
 */
bool app_look(struct app *app);

/*
 * Leaves the exercises for their copies in review/, as --review does from the start: workspace and course
 * are then those of the copies. ERROR_USAGE: there are none.
 */
int app_turn_to_review(struct app *app, struct error *err);

/*
 * Reads the course of the workspace that app_enter found. With `whole`, a missing exercise is a
 * mistake of the course. Without it, the learner may have deleted the exercise.
 */
int app_open_course(struct app *app, bool whole, struct error *err);
void app_close(struct app *app);

/* Returns the folder with the exercises, absolute. The caller frees it. */
char *app_exercises_folder(const struct app *app);

/*
 * Sets app->hints: where the setting "course" says, if a course is there, else beside the exercises, else
 * the installed course.
 */
void app_find_hints(struct app *app);

/* Rebuilds a missing or damaged progress.json from the history and says so in app->notice. */
void app_mend_progress(struct app *app);

/* As shipped_course, but $RUSTGYM_COURSE comes first if it is set. */
char *app_installed_course(void);

/*
 * Finds the exercise that a command is about. `name` is a name or a path. NULL means the current
 * exercise: the one that next or goto chose, else the first one that is not done. ERROR_USAGE: no
 * exercise has that name; the message suggests a similar one. If `name` is NULL and all exercises
 * are done, the function returns 0 and *out is NULL.
 */
int app_exercise(const struct app *app, const struct progress *progress, const char *name,
		 const struct exercise **out, struct error *err);

/*
 * Returns the first exercise after `from` that is not done. After the last exercise the search goes
 * on at the first one. `from` may be NULL: the search then begins at the first exercise.
 */
const struct exercise *app_next_pending(const struct app *app, const struct progress *progress,
					const struct exercise *from);

/*
 * Every file of a project belongs to all of its stages. Returns the stage that the learner is at: the
 * current exercise, else the first stage that is not done, else the last one. Any other exercise is
 * returned as it is. `found` may be NULL.
 */
const struct exercise *app_stage_at_hand(const struct app *app, const struct progress *progress,
					 const struct exercise *found);

/* Finds the toolchain and checks that it supports the course's edition. */
int app_toolchain(const struct app *app, struct toolchain *toolchain, struct error *err);

/*
 * Returns a sentence for the learner when the toolchain is older than the Rust that the course names. The
 * caller frees it. NULL: it is new enough, or the course names none.
 */
char *app_old_toolchain(const struct app *app, const struct toolchain *toolchain);

/* Writes that sentence to standard error, if there is one. */
void app_say_old_toolchain(const struct app *app, const struct toolchain *toolchain);

/* Returns the number of cores of this machine, at least 1. */
unsigned app_cores(void);

/*
 * Prints the buffer to standard output. ERROR_IO: not all of it could be written.
 * ERROR_READER_GONE: the reader has closed the pipe.
 */
int app_print(const struct buffer *text, struct error *err);

#endif
