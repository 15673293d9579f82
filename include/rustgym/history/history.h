/*
 * Records the learner's work over time, in a git directory of rustgym's own (.rustgym/repo.git).
 * The learner's own repository, its index and its locks are never changed.
 *
 *   refs/rustgym/pristine         the course as it was handed out, all of exercises/
 *   refs/rustgym/exercise/NAME    snapshots of an exercise, newest first
 *   refs/rustgym/progress         progress.json, newest first
 *   refs/rustgym/shared/progress  the progress that workspaces share with each other
 *   refs/rustgym/undo/NAME        the texts that rustgym replaced, newest first
 *   refs/rustgym/redo/NAME        the texts that undo replaced, newest first
 *
 * The tree of a snapshot, an undo or a redo holds one exercise's files, named as in a file_set. A
 * folder exercise is recorded with the files that the learner added. When another text is put in
 * place, files that it lacks are removed; undo restores them. Some files cannot be recorded: a file
 * of more than FILE_COURSE_MAX bytes, a device, a file that cannot be read. They are left alone and
 * reported. Clutter (path_is_clutter) is left alone, too.
 *
 * Objects are written durably. libgit2 is in a module of its own, which is loaded while the history
 * is open. history_rest unloads it, which saves some MB, until the history is used again. Several
 * threads may use a history; each operation waits for the operation before it.
 *
 * Errors: ERROR_IO, with a remedy. Functions that can return ERROR_USAGE say so.
 */
#ifndef RUSTGYM_HISTORY_H
#define RUSTGYM_HISTORY_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"
#include "rustgym/base/file_set.h"
#include "rustgym/base/strings.h"
#include "rustgym/course/course.h"
#include "rustgym/workspace/workspace.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct history;

/*
 * Opens the history, and makes it the first time. It then records the pristine text of each
 * exercise; the pristine text of an exercise that comes later is recorded when the history is next
 * opened. The pristine text comes from the installed course, else from the git repository that the
 * workspace is in, else from the disk. `workspace` and `course` are borrowed. `course` may be NULL:
 * then no exercise is new. ERROR_ENVIRONMENT: the module with libgit2 is missing.
 */
int history_open(const struct workspace *workspace, const struct course *course,
		 struct history **history, struct error *err);
void history_free(struct history *history);

/*
 * Closes the repository and unloads libgit2. Every function below opens both again. NULL is fine.
 */
void history_rest(struct history *history);

/* ---- the pristine text ----------------------------------------------------------------------- */

/*
 * Returns a number that changes when the pristine text of any exercise changes. It does not load
 * libgit2.
 */
uint64_t history_pristine_stamp(const struct workspace *workspace);

/*
 * Reads exercises/ of the program's course as it was handed out, if that course is in a folder where
 * somebody can have worked (a clone, an archive). Else there are no files: the folder has it.
 */
int history_course_read(struct history *history, struct file_set *files, struct error *err);

/*
 * Tells whether the pristine text is only the text that rustgym saw first: nobody has the one that was handed
 * out.
 */
int history_is_first_seen(struct history *history, const struct exercise *exercise,
			  bool *first_seen, struct error *err);

/* Replaces the pristine text of an exercise. It changes no file of the learner. */
int history_pristine_write(struct history *history, const struct exercise *exercise,
			   const struct file_set *files, struct error *err);

/* ---- snapshots ------------------------------------------------------------------------------ */

struct snapshot {
	int number;   /* from 1, the oldest; 1 is the pristine text, recorded at the first change */
	int64_t time; /* seconds since 1970 */
	char *message; /* one line: "passed, 81 ms", "saved", "before reset" */
	/* names that failed in a verdict, with spaces between them; NULL: none (see message.h) */
	char *errors, *tests;
	size_t added, removed; /* lines, compared with the snapshot before */
	bool present;          /* it is the text that is on disk now */
};

struct snapshots {
	struct snapshot *items; /* oldest first */
	size_t count;
	struct strings left; /* sentences: files that exist but could not be recorded */
};

#define SNAPSHOTS_INIT                                                                             \
	{                                                                                          \
		NULL, 0, STRINGS_INIT                                                              \
	}

/* Reads all snapshots of an exercise; none if it was never changed. */
int history_list(struct history *history, const struct exercise *exercise,
		 struct snapshots *snapshots, struct error *err);

/* Reads the same without a look at the disk: `present` is always false, and `left` is empty. */
int history_log(struct history *history, const struct exercise *exercise,
		struct snapshots *snapshots, struct error *err);
void snapshots_clear(struct snapshots *snapshots);

/* Numbers that history_read takes besides those of snapshots. */
enum { HISTORY_PRISTINE = 0, HISTORY_PRESENT = -1 };

/*
 * Reads the files of a snapshot, the pristine files, or the files that are on disk now (none if the
 * exercise is missing). ERROR_USAGE: there is no such number.
 */
int history_read(struct history *history, const struct exercise *exercise, int number,
		 struct file_set *files, struct error *err);

/*
 * Reads the files with which the learner began: the pristine ones. A stage of a project began with
 * the learner's files of the last pass of the stage before it, and with the course's own files.
 */
int history_read_start(struct history *history, const struct exercise *exercise,
		       struct file_set *files, struct error *err);

/*
 * Records the exercise's files with a message. `files` may be NULL: then the files on disk are
 * recorded. The message is a message_verdict, or MESSAGE_SAVED if there is no verdict yet. If the
 * files are the same as in the last snapshot, no snapshot is added; but a snapshot that was only
 * kept ("saved", "before ...") gets the verdict's message.
 */
int history_snapshot(struct history *history, const struct exercise *exercise,
		     const struct file_set *files, const char *message, struct error *err);

/*
 * history_progress_record records progress.json if it can be understood and has changed.
 * history_progress_read appends the recorded bytes to `out`; *found is false if there are none.
 */
int history_progress_record(struct history *history, struct error *err);
int history_progress_read(struct history *history, bool *found, struct buffer *out,
			  struct error *err);

/* Returns whether progress may have been recorded. It does not load libgit2, so it is fast. */
bool history_has_progress(const struct workspace *workspace);

/*
 * history_tidy packs the loose objects if there are more than `most`. A snapshot of one file is
 * three objects. Call it when nobody waits for the program. If it is interrupted, nothing is lost.
 */
enum { HISTORY_LOOSE_MAX = 600 };
bool history_is_untidy(const struct workspace *workspace, size_t most); /* does not load libgit2 */
int history_tidy(struct history *history, size_t most, struct error *err);

/* ---- changing the learner's files ------------------------------------------------------------ */

struct history_change {
	bool changed;             /* whether any file was changed */
	char *action;             /* "reset": the name of the action that was done or undone */
	struct strings exercises; /* names of the changed exercises */
	struct strings files;     /* paths of written and removed files, named as in a file_set */
	struct strings left;      /* sentences: the files that were left alone, and why */
	/* after a reset: the "pristine" text is only the text that rustgym saw first */
	bool first_seen;
};

#define HISTORY_CHANGE_INIT                                                                        \
	{                                                                                          \
		false, NULL, STRINGS_INIT, STRINGS_INIT, STRINGS_INIT, false                       \
	}

void history_change_clear(struct history_change *change);

/*
 * Replaces an exercise's files. Every change of a learner's files goes through this function. It
 * first records the present files, then an undo entry, then replaces the files, each one whole. If
 * the files are the same already, it records nothing. `action` names the change in a few words
 * ("update"). The result is added to `change`, which may be NULL.
 */
int history_put(struct history *history, const struct exercise *exercise,
		const struct file_set *files, const char *action, struct history_change *change,
		struct error *err);

/* All changes between begin and end are one action, and one undo reverts them all. */
void history_group_begin(struct history *history);
void history_group_end(struct history *history);

/* Puts the text in place with which the learner began (history_read_start). */
int history_reset(struct history *history, const struct exercise *exercise,
		  struct history_change *change, struct error *err);

/*
 * Puts the text of a snapshot, or the pristine text, in place. ERROR_USAGE: there is no such
 * number.
 */
int history_restore(struct history *history, const struct exercise *exercise, int number,
		    struct history_change *change, struct error *err);

/*
 * Restores the course's own files of a folder exercise: all except exercise->files, Cargo.lock, and
 * the files that the learner added. Appends the names of the restored files to `out`, one on each
 * line.
 */
int history_restore_course_files(struct history *history, const struct exercise *exercise,
				 struct buffer *out, struct error *err);

/*
 * history_undo restores the text before rustgym's last action on the exercise. The next call
 * restores the text before the action before that. If `exercise` is NULL, it undoes the last action
 * on any exercise. history_redo reverts an undo, until another action follows. Both first record
 * the present text if it is new, so that nothing is lost. ERROR_USAGE: there is nothing to undo or
 * redo.
 */
int history_undo(struct history *history, const struct exercise *exercise,
		 struct history_change *change, struct error *err);
int history_redo(struct history *history, const struct exercise *exercise,
		 struct history_change *change, struct error *err);

/* ---- for update ------------------------------------------------------------------------------ */

/*
 * Merges the changes from `base` to `mine` and from `base` to `theirs`, and appends the result to
 * `out`. `base` is NULL if there is no common text. Where both sides changed the same lines,
 * *conflict is true and `out` has both versions between markers, labelled "yours" and "course".
 * `out` has the line ends of `mine`. A file that is not text (it has a NUL, or is a link) conflicts
 * as a whole; then `out` is `mine`.
 */
int history_merge(struct history *history, const struct file_set_item *base,
		  const struct file_set_item *mine, const struct file_set_item *theirs,
		  struct buffer *out, bool *conflict, struct error *err);

/*
 * Gives the history of the exercise `from` to its new name `to`. If `to` has a history already,
 * nothing changes. The pristine text does not change.
 */
int history_rename(struct history *history, const struct exercise *from, const struct exercise *to,
		   struct error *err);

/* ---- exchange between workspaces ------------------------------------------------------------- */

/*
 * Workspaces exchange the snapshots (refs/rustgym/exercise) and the shared progress. What arrives
 * is in a git directory of its own, `folder`, until it has been checked. The steps of an exchange:
 *
 *   history_keep_all        records the files on disk, so that they are sent, too
 *   history_incoming_new    makes the folder; git or history_bundle_read fills it
 *   history_incoming_check  checks it; the caller merges the progress in the offer
 *   history_incoming_take   joins the snapshots with those that are here
 *   history_shared_write    records the merged progress
 *
 * Each step can be interrupted and repeated. The order in which workspaces exchange their work does
 * not change the result, apart from the commits that join histories.
 */

/*
 * Records the files that were changed on disk and are not recorded yet, with the message "before
 * ACTION".
 */
int history_keep_all(struct history *history, const char *action, struct strings *left,
		     struct error *err);

/*
 * Appends a git bundle (gitformat-bundle(5), version 2) of everything that is exchanged.
 * ERROR_USAGE: there is nothing to export.
 */
int history_bundle(struct history *history, struct buffer *out, struct error *err);

/* Makes the folder new: an empty git directory that can use the objects of this history. */
int history_incoming_new(struct history *history, const char *folder, struct error *err);

/* Fills the folder from a bundle. ERROR_IO tells what is wrong with the file. */
int history_bundle_read(struct history *history, const char *folder, const char *bundle,
			struct error *err);

struct history_offer {
	struct buffer progress; /* the other workspace's shared progress; empty if it has none */
	struct strings unknown; /* names of exercises that this course lacks; they are not taken */
};

#define HISTORY_OFFER_INIT                                                                         \
	{                                                                                          \
		BUFFER_INIT, STRINGS_INIT                                                          \
	}

/*
 * Reads everything that arrived, and changes nothing. ERROR_IO: it has names, sizes, messages or
 * paths that rustgym does not write. Then do not take it.
 */
int history_incoming_check(struct history *history, const char *folder, struct history_offer *offer,
			   struct error *err);
void history_offer_clear(struct history_offer *offer);

/* *same: whether everything that is exchanged is the same in the folder and here. */
int history_incoming_same(struct history *history, const char *folder, bool *same,
			  struct error *err);

/* An exercise whose text here did not change, although another text arrived. */
struct history_apart {
	const struct exercise *exercise;
	int number; /* the number of the snapshot that arrived */
};

struct history_arrival {
	struct history_change change; /* the files that were replaced */
	struct strings came;          /* names of exercises that have new snapshots */
	size_t snapshots;             /* the number of new snapshots */
	struct history_apart *apart;
	size_t apart_count;
};

#define HISTORY_ARRIVAL_INIT                                                                       \
	{                                                                                          \
		HISTORY_CHANGE_INIT, STRINGS_INIT, 0, NULL, 0                                      \
	}

/*
 * Joins the checked snapshots with those that are here. An exercise's files are replaced if they
 * are unchanged since their last snapshot and the arrived snapshots continue from it. All of this
 * is one action of history_put. Other exercises keep their files.
 */
int history_incoming_take(struct history *history, const char *folder, const char *action,
			  struct history_arrival *arrival, struct error *err);
void history_arrival_clear(struct history_arrival *arrival);

/*
 * history_shared_write records the shared progress, joined with the one in `folder` (NULL: with
 * none). history_shared_read appends it to `out`.
 */
int history_shared_write(struct history *history, const char *folder, const struct buffer *bytes,
			 struct error *err);
int history_shared_read(struct history *history, struct buffer *out, struct error *err);

#endif
