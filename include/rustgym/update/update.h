/*
 * A newer course brought into the workspace, without a line of the learner's lost.
 *
 * Of each exercise three texts are compared, file by file: the base (what was handed out, as the
 * history has it), theirs (the new course) and mine (on disk). What only one side changed is taken
 * from it; what both changed is merged; where that conflicts, the exercise stays whole as the learner
 * has it, and both texts of the course are kept for update_show and update_merge. The course's own
 * files are replaced; one that the learner changed is kept aside. A renamed exercise (`was` in
 * topic.json) keeps its progress and its history.
 *
 * What is put is one action of the history. A journal (.rustgym/update.json) with a copy of the new
 * course stands in .rustgym/update/ before anything changes: whatever is cut short is finished by
 * update_finish. Each step can be taken again, since the base moves last:
 *
 *   stage and sync -> journal -> exercises -> course files -> base -> progress, settings -> journal
 *                                                                            (what to check) -> none
 */
#ifndef RUSTGYM_UPDATE_H
#define RUSTGYM_UPDATE_H

#include "rustgym/app/app.h"
#include "rustgym/base/file_set.h"
#include "rustgym/base/strings.h"
#include "rustgym/history/history.h"
#include "rustgym/update/course_source.h"

#include <stdbool.h>
#include <stddef.h>

enum update_action {
	UPDATE_SAME,     /* nothing to do, or the learner took it away */
	UPDATE_ADDED,    /* new in the course */
	UPDATE_REPLACED, /* unedited: the new text */
	UPDATE_MERGED,   /* edited: both */
	UPDATE_CONFLICT, /* edited where the course changed it: as it is */
	UPDATE_REMOVED,  /* gone from the course, and unedited */
	UPDATE_LEFT,     /* gone from the course; the learner's text stays on disk */
};

struct update_item {
	const struct exercise *old, *now; /* NULL: that course has it not */
	enum update_action action;
	bool again;                   /* it is done, and what its tests say has changed */
	struct file_set files;        /* what it is to have, where that differs from what it has */
	struct file_set base, course; /* of a conflict: the two texts */
};

/* A file of the course that is no exercise's. */
struct update_file {
	const char *path;                 /* relative to exercises/ */
	const struct file_set_item *item; /* NULL: it goes */
	bool edited;                      /* the learner's is kept aside */
};

struct update {
	struct app *app; /* its workspace and settings; its course need not be open */
	struct history *history;
	struct course *old, *now;     /* old is NULL when nothing is known of it */
	struct file_set base, theirs; /* all of exercises/ */
	struct update_item *items;
	size_t count;
	struct update_file *files;
	size_t file_count;
	struct strings again; /* names: done before, to be checked again */
	bool pulled;  /* git put the files there already: only what is known of them moves */
	char *course; /* what becomes the setting "course"; NULL: it stays */
	struct history_change change; /* what update_apply put */
};

/*
 * Stages the source's course and plans; nothing of the learner's changes. The update is the caller's
 * to close, also after an error. ERROR_COURSE when the new course has a mistake (told on standard
 * error).
 */
int update_open(struct app *app, const struct course_source *source, struct update *update,
		struct error *err);
void update_close(struct update *update);

/* Whether update_apply would change anything. */
bool update_changes(const struct update *update);

/* Carries the plan out. What fails is tried again by update_finish. */
int update_apply(struct update *update, struct error *err);

/* Whether an update was cut short in the workspace. */
bool update_is_unfinished(const struct workspace *workspace);

/* Finishes it; *finished says whether there was one. Waits for a process that is at it. */
int update_finish(struct app *app, bool *finished, struct error *err);

/* Of an update that is done: the exercises that still have to be checked again. */
int update_again(const struct workspace *workspace, struct strings *names, struct error *err);
int update_checked(const struct workspace *workspace, struct error *err);

/* ---- conflicts ------------------------------------------------------------------------------ */

/* What the course changed, as a diff appended to out. ERROR_USAGE when nothing is kept of it. */
int update_show(struct app *app, const struct exercise *exercise, struct buffer *out,
		struct error *err);

/*
 * Merges it into what is there. *conflicts is the number of files with markers. ERROR_USAGE when
 * nothing is kept of it, or the markers of the last merge are still there.
 */
int update_merge(struct app *app, struct history *history, const struct exercise *exercise,
		 size_t *conflicts, struct history_change *change, struct error *err);

#endif
