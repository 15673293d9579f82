/*
 * The learner's work over time, in a git directory of rustgym's own (.rustgym/repo.git): the
 * learner's repository, its index and its locks are never touched.
 *
 *   refs/rustgym/pristine         the course as it was handed out, all of exercises/
 *   refs/rustgym/exercise/NAME    snapshots of an exercise, newest first
 *   refs/rustgym/progress         progress.json, newest first
 *   refs/rustgym/shared/progress  of that what other workspaces are told, and told this one
 *   refs/rustgym/undo/NAME        what rustgym replaced in it, the last first
 *   refs/rustgym/redo/NAME        what undo replaced in it, the last first
 *
 * A tree but the pristine one holds the exercise's files alone, as a struct file_set names them. In a
 * folder exercise the files that the learner added are recorded with the others, and taken away
 * where what is put does not have them (undo brings them back). What can't be recorded (more than
 * FILE_COURSE_MAX bytes, a device, a file that can't be read) is left alone and said; what is
 * clutter (path_is_clutter) is left alone.
 *
 * Objects are written durably. libgit2 is a module of its own, which only an open history holds:
 * history_rest gives up what it takes (some MB) until the history is used again. Threads may share a
 * history: each operation waits for the one before.
 *
 * Errors: ERROR_IO, with what can be done about it; ERROR_USAGE where it says so.
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
 * Opens it, making it the first time. The pristine text is recorded then, and that of later exercises
 * when they are seen first: from the installed course or from the git repository that the workspace is
 * in, and as it is on disk only where neither has it. The workspace and the
 * course (which may be NULL: then no exercise is new) are borrowed. ERROR_ENVIRONMENT when the module
 * is missing.
 */
int history_open(const struct workspace *workspace, const struct course *course,
		 struct history **history, struct error *err);
void history_free(struct history *history);

/* Closes the repository and lets libgit2 go; any function below opens both again. NULL is fine. */
void history_rest(struct history *history);

/* ---- the pristine text ----------------------------------------------------------------------- */

/* Another number for another pristine text of any exercise. Looks without libgit2. */
uint64_t history_pristine_stamp(const struct workspace *workspace);

/* From now on this is the exercise's pristine text; no file of the learner's changes. */
int history_pristine_write(struct history *history, const struct exercise *exercise,
			   const struct file_set *files, struct error *err);

/* ---- snapshots ------------------------------------------------------------------------------ */

struct snapshot {
	int number;            /* from 1, the oldest: the pristine text at the first touch */
	int64_t time;          /* seconds since 1970 */
	char *message;         /* one line: "passed, 81 ms", "saved", "before reset" */
	char *failing;         /* "E0382 tests::a": what failed in a verdict, or NULL */
	size_t added, removed; /* lines, against the one before */
	bool present;          /* it is what is on disk now */
};

struct snapshots {
	struct snapshot *items; /* oldest first */
	size_t count;
	struct strings left; /* sentences: what is there but could not be recorded */
};

#define SNAPSHOTS_INIT                                                                             \
	{                                                                                          \
		NULL, 0, STRINGS_INIT                                                              \
	}

/* All of an exercise's; none when it was never touched. */
int history_list(struct history *history, const struct exercise *exercise,
		 struct snapshots *snapshots, struct error *err);
void snapshots_clear(struct snapshots *snapshots);

/* Two numbers that no snapshot has. */
enum { HISTORY_PRISTINE = 0, HISTORY_PRESENT = -1 };

/*
 * The files of a snapshot, the pristine ones, or those on disk now (none when the exercise is absent).
 * ERROR_USAGE when there is no such number.
 */
int history_read(struct history *history, const struct exercise *exercise, int number,
		 struct file_set *files, struct error *err);

/*
 * Records the exercise's files (NULL: as they are on disk) with a message: message_verdict's, or
 * MESSAGE_SAVED before anybody knows how they do. Nothing new is recorded when they are unchanged; what
 * was only kept ("saved", "before ...") gets the verdict's message.
 */
int history_snapshot(struct history *history, const struct exercise *exercise,
		     const struct file_set *files, const char *message, struct error *err);

/*
 * Records progress.json where it is sound and differs from what was recorded last; and gives back
 * what was recorded last (*found: anything was).
 */
int history_progress_record(struct history *history, struct error *err);
int history_progress_read(struct history *history, bool *found, struct buffer *out,
			  struct error *err);

/* Whether there can be any: looks without libgit2, and so in no time. */
bool history_has_progress(const struct workspace *workspace);

/*
 * Housekeeping, for a time when nobody waits: packs what has piled up when that is more than `most`
 * objects (a snapshot of one file is three). What is cut short loses nothing.
 */
enum { HISTORY_LOOSE_MAX = 600 };
bool history_is_untidy(const struct workspace *workspace, size_t most); /* without libgit2 */
int history_tidy(struct history *history, size_t most, struct error *err);

/* ---- what rustgym changes of the learner's files -------------------------------------------- */

struct history_change {
	bool changed;             /* anything */
	char *action;             /* "reset": what was done, or undone */
	struct strings exercises; /* names: of which */
	struct strings files;     /* put or taken away, as a file_set names them */
	struct strings left;      /* sentences: what was left alone, and why */
	bool first_seen;          /* of a reset: the text is only the one that was seen first */
};

#define HISTORY_CHANGE_INIT                                                                        \
	{                                                                                          \
		false, NULL, STRINGS_INIT, STRINGS_INIT, STRINGS_INIT, false                       \
	}

void history_change_clear(struct history_change *change);

/*
 * The one way in which rustgym changes a learner's files: what is there is recorded, then the way
 * back to it, then the files are replaced, each whole. Nothing is recorded when all is so already.
 * action says in a few words what is done ("update"). To change is added; NULL is allowed.
 */
int history_put(struct history *history, const struct exercise *exercise,
		const struct file_set *files, const char *action, struct history_change *change,
		struct error *err);

/* What is put until the end of the group is one action, which one undo takes back. */
void history_group_begin(struct history *history);
void history_group_end(struct history *history);

/* The pristine text. */
int history_reset(struct history *history, const struct exercise *exercise,
		  struct history_change *change, struct error *err);

/* The text of a snapshot, or the pristine one. ERROR_USAGE when there is no such number. */
int history_restore(struct history *history, const struct exercise *exercise, int number,
		    struct history_change *change, struct error *err);

/*
 * Puts back the course's own files of a folder exercise (all but exercise->files, Cargo.lock and
 * what the learner added). The names of those put back are appended to out, one a line.
 */
int history_restore_course_files(struct history *history, const struct exercise *exercise,
				 struct buffer *out, struct error *err);

/*
 * The text before the last thing that rustgym did to the exercise, and again before the one before;
 * without an exercise, of the last action on any. redo takes an undo back, until something else is
 * put. What is there is recorded first, so that nothing typed since is lost; a text that the history
 * has already is not recorded again. ERROR_USAGE when there is nothing to undo or redo.
 */
int history_undo(struct history *history, const struct exercise *exercise,
		 struct history_change *change, struct error *err);
int history_redo(struct history *history, const struct exercise *exercise,
		 struct history_change *change, struct error *err);

/* ---- what update needs ---------------------------------------------------------------------- */

/*
 * Three ways: what mine and theirs changed of base (NULL: nothing in common), appended to out. Where
 * both changed the same lines, *conflict is true and out has both between markers, labelled "yours"
 * and "course". Line ends are mine's. What is not text (a NUL, a link) is in conflict as a whole,
 * and out is mine.
 */
int history_merge(struct history *history, const struct file_set_item *base,
		  const struct file_set_item *mine, const struct file_set_item *theirs,
		  struct buffer *out, bool *conflict, struct error *err);

/*
 * What is recorded of an exercise becomes that of its new name; nothing when that has a history
 * already. The pristine text is not touched.
 */
int history_rename(struct history *history, const struct exercise *from, const struct exercise *to,
		   struct error *err);

/* ---- what workspaces tell each other ----------------------------------------------------------- */

/*
 * Told are the snapshots (refs/rustgym/exercise) and the shared progress, in which every text is that
X What comes lies in a git directory of its own, `folder`, until it has been checked:
 *
 *   history_keep_all      what is on disk here is recorded, so that it is told, too
 *   history_incoming_new  the folder; git fetches into it, or history_bundle_read fills it
 *   history_incoming_check, and the caller merges the progress that it gives back
 *   history_incoming_take
 *   history_shared_write
 *
 * Each can be cut short and be done again. What is told does not depend on the order in which
 * workspaces tell each other, but for how it was joined.
 */

/* Records what was changed on disk and is not recorded yet: "before ACTION". */
int history_keep_all(struct history *history, const char *action, struct strings *left,
		     struct error *err);

/* Appends a git bundle (gitformat-bundle(5), version 2) of all that is told. ERROR_USAGE: nothing. */
int history_bundle(struct history *history, struct buffer *out, struct error *err);

/* Makes the folder anew: an empty git directory that knows what is here. */
int history_incoming_new(struct history *history, const char *folder, struct error *err);

/* Fills it from a bundle. ERROR_IO says what is wrong with the file. */
int history_bundle_read(struct history *history, const char *folder, const char *bundle,
			struct error *err);

struct history_offer {
	struct buffer progress; /* the shared progress there; empty when there is none */
	struct strings unknown; /* exercises that this course lacks: they are left there */
};

#define HISTORY_OFFER_INIT                                                                         \
	{                                                                                          \
		BUFFER_INIT, STRINGS_INIT                                                          \
	}

/*
 * Reads all that came. ERROR_IO when it is not what rustgym writes: names, sizes, messages, paths;
 * then nothing is to be taken. Nothing here changes.
 */
int history_incoming_check(struct history *history, const char *folder, struct history_offer *offer,
			   struct error *err);
void history_offer_clear(struct history_offer *offer);

/* Whether all that is told is in the folder as it is here. */
int history_incoming_same(struct history *history, const char *folder, bool *same,
			  struct error *err);

/* An exercise whose text here stays, while there is another one that came. */
struct history_apart {
	const struct exercise *exercise;
	int number; /* of the snapshot that came */
};

struct history_arrival {
	struct history_change change; /* what was put in place */
	struct strings came;          /* exercises with snapshots that were not here */
	size_t snapshots;             /* how many */
	struct history_apart *apart;
	size_t apart_count;
};

#define HISTORY_ARRIVAL_INIT                                                                       \
	{                                                                                          \
		HISTORY_CHANGE_INIT, STRINGS_INIT, 0, NULL, 0                                      \
	}

/*
 * Joins what was checked with what is here. An exercise's files are replaced, as history_put does it
 * and as one action, where they are as they were recorded last and what came goes on from there;
 * else they stay as they are.
 */
int history_incoming_take(struct history *history, const char *folder, const char *action,
			  struct history_arrival *arrival, struct error *err);
void history_arrival_clear(struct history_arrival *arrival);

/* Records the shared progress, joined with what came (folder NULL: nothing); and reads it. */
int history_shared_write(struct history *history, const char *folder, const struct buffer *bytes,
			 struct error *err);
int history_shared_read(struct history *history, struct buffer *out, struct error *err);

#endif
