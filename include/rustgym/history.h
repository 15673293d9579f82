/*
 * The learner's work over time, in a git directory of rustgym's own (.rustgym/repo.git): the
 * learner's repository, its index and its locks are never touched.
 *
 *   refs/rustgym/base             the course as it was handed out
 *   refs/rustgym/exercise/NAME    snapshots of an exercise, newest first
 *   refs/rustgym/undo/NAME        what the last reset (or its undo) replaced
 *
 * Objects are written durably. libgit2 is a module of its own, which only an open history holds:
 * history_rest gives up what it takes (some MB) until the history is used again.
 */
#ifndef RUSTGYM_HISTORY_H
#define RUSTGYM_HISTORY_H

#include "rustgym/buffer.h"
#include "rustgym/course.h"
#include "rustgym/error.h"
#include "rustgym/workspace.h"

#include <stdbool.h>

struct history;

/*
 * Opens it, making it the first time. The base is recorded from the exercises as they are then;
 * exercises that come later are added to it when they are first seen. The workspace is borrowed.
 * ERROR_ENVIRONMENT when the module is missing.
 */
int history_open(const struct workspace *workspace, const struct course *course,
		 struct history **history, struct error *err);
void history_free(struct history *history);

/* Closes the repository and lets libgit2 go; any function below opens both again. NULL is fine. */
void history_rest(struct history *history);

/* The pristine bytes of a path below the workspace (exercises/...). ERROR_IO when not recorded. */
int history_base(struct history *history, const char *path, struct buffer *out, struct error *err);

/* Records the exercise's files as they are. Nothing new is recorded when they are unchanged. */
int history_snapshot(struct history *history, const struct exercise *exercise, const char *message,
		     struct error *err);

/*
 * reset puts the pristine files back, undo_reset what the last reset (or its undo) replaced; what
 * is replaced is recorded first. undo_reset without a reset is ERROR_USAGE. *changed, when given,
 * tells whether anything was different.
 */
int history_reset(struct history *history, const struct exercise *exercise, bool *changed,
		  struct error *err);
int history_undo_reset(struct history *history, const struct exercise *exercise, struct error *err);

/*
 * Puts back the course's own files of a folder exercise (all but exercise->files and Cargo.lock);
 * what is replaced is recorded first, and undo_reset brings it back. The names of those put back are
 * appended to out, one a line.
 */
int history_restore_course_files(struct history *history, const struct exercise *exercise,
				 struct buffer *out, struct error *err);

#endif
