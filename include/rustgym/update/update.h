/*
 * Brings a newer course into the workspace, and loses no line that the learner wrote.
 *
 * For each exercise it compares three texts, file by file: the base (the text that was handed out,
 * from the history), theirs (the new course) and mine (on disk). A file that only one side changed
 * is taken from that side. A file that both sides changed is merged. If the merge conflicts, the
 * learner's exercise stays as it is, and both texts of the course are kept for update_show and
 * update_merge. The course's own files are replaced; if the learner changed one, that version is
 * kept aside. A renamed exercise (`was` in topic.json) keeps its progress and its history.
 *
 * All changes of exercises are one action of the history. Before anything changes, .rustgym/update/
 * has a copy of the new course and .rustgym/update.json (the journal) says that an update is
 * running. update_finish completes an update that was interrupted. It repeats every step; this
 * works because the plan depends on the base, which is replaced after the files:
 *
 *   stage and sync -> journal -> exercises -> course files -> progress -> base -> settings
 *                  -> journal with the exercises to check again, or no journal
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
	UPDATE_SAME,     /* nothing to do, or the learner deleted it */
	UPDATE_ADDED,    /* new in the course */
	UPDATE_REPLACED, /* the learner did not edit it: it gets the new text */
	UPDATE_MERGED,   /* the learner edited it: it gets both changes */
	UPDATE_CONFLICT, /* both edited the same lines: it stays as it is */
	UPDATE_REMOVED,  /* the new course lacks it, and the learner did not edit it */
	UPDATE_LEFT,     /* the new course lacks it; the learner's text stays on disk */
};

struct update_item {
	const struct exercise *old, *now; /* NULL: that course does not have it */
	enum update_action action;
	bool again;                   /* it is done, but its tests have changed */
	struct file_set files;        /* its new files, if they differ from the present ones */
	struct file_set base, course; /* for a conflict: the two texts of the course */
};

/* A file of the course that belongs to no exercise. */
struct update_file {
	const char *path;                 /* relative to exercises/ */
	const struct file_set_item *item; /* NULL: the file is deleted */
	bool edited;                      /* the learner edited it; that version is kept aside */
};

struct update {
	struct app *app; /* its workspace and settings are used; its course need not be open */
	struct history *history;
	struct course *old, *now;     /* old is NULL if the old course is unknown */
	struct file_set base, theirs; /* all files in exercises/ */
	struct update_item *items;
	size_t count;
	struct update_file *files;
	size_t file_count;
	struct strings again; /* names of exercises that were done and must be checked again */
	bool pulled;          /* git has replaced the files already: only the base moves */
	char *course; /* the new value of the setting "course" ("": the installed course); NULL: it stays */
	struct history_change change; /* the changes that update_apply made */
};

/*
 * Copies the source's course into the workspace and plans the update. No file of the learner
 * changes. The caller closes the update, also after an error. ERROR_COURSE: the new course has
 * mistakes; they are printed to standard error.
 */
int update_open(struct app *app, const struct course_source *source, struct update *update,
		struct error *err);
void update_close(struct update *update);

/* Returns whether update_apply would change anything. */
bool update_changes(const struct update *update);

/* Carries out the plan. After an error, update_finish tries again. */
int update_apply(struct update *update, struct error *err);

/* Returns whether an update of the workspace was interrupted. */
bool update_is_unfinished(const struct workspace *workspace);

/*
 * Completes an interrupted update; *finished: there was one. If another process is updating, waits
 * for it.
 */
int update_finish(struct app *app, bool *finished, struct error *err);

/*
 * For a completed update: update_again adds the names of the exercises that must still be checked
 * again, and update_checked records that they are checked.
 */
int update_again(const struct workspace *workspace, struct strings *names, struct error *err);
int update_checked(const struct workspace *workspace, struct error *err);

/* ---- conflicts ------------------------------------------------------------------------------ */

/* Appends the course's changes as a diff. ERROR_USAGE: there is no conflict in this exercise. */
int update_show(struct app *app, const struct exercise *exercise, struct buffer *out,
		struct error *err);

/*
 * Merges the course's changes into the learner's files. *conflicts is the number of files with
 * conflict markers. ERROR_USAGE: there is no conflict in this exercise, or the files still have the
 * markers of the last merge.
 */
int update_merge(struct app *app, struct history *history, const struct exercise *exercise,
		 size_t *conflicts, struct history_change *change, struct error *err);

#endif
