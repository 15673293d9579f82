/*
 * What a command works with: opened once by main, passed down, closed once.
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
	struct workspace workspace; /* these three where the command needs a course */
	struct config config;
	bool config_damaged; /* said already; the defaults stand in */
	struct course *course;
	char *notice; /* about what app_open_course repaired; said at the latest by app_close */
	const char *hints; /* the folder with hints/; borrowed from config or workspace */
};

/* Finds the workspace from the current folder and reads its settings. */
int app_enter(struct app *app, struct error *err);

/*
 * Reads the course of the workspace that was entered. whole: a missing exercise is a mistake of the
 * course, not something that the learner deleted.
 */
int app_open_course(struct app *app, bool whole, struct error *err);
void app_close(struct app *app);

/* Progress that is missing or damaged is rebuilt from the history, and app->notice says so. */
void app_mend_progress(struct app *app);

/* The folder of an installed course: $RUSTGYM_COURSE, beside this program, or where meson put it. */
char *app_installed_course(void);

/*
 * The exercise a command is about: by name, by path, or (NULL) the current one: what next or goto
 * chose, else the first that is not done. ERROR_USAGE names the nearest when there is none;
 * *out is NULL without an error when all are done and no name was given.
 */
int app_exercise(const struct app *app, const struct progress *progress, const char *name,
		 const struct exercise **out, struct error *err);

/* The first exercise after `from` (NULL: from the start) that is not done, wrapping around. */
const struct exercise *app_next_pending(const struct app *app, const struct progress *progress,
					const struct exercise *from);

/* The toolchain for this course, checked against its edition. */
int app_toolchain(const struct app *app, struct toolchain *toolchain, struct error *err);

/* How many cores this machine has: at least 1. */
unsigned app_cores(void);

/* Prints the buffer to standard output; ERROR_IO when it can't take it all, ERROR_READER_GONE. */
int app_print(const struct buffer *text, struct error *err);

#endif
