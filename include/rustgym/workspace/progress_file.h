/*
 * Reads and writes progress: .rustgym/progress.json.
 *
 * Every change is a transaction. progress_begin takes the file's lock and reads the file.
 * progress_commit writes it durably if something has changed, and releases the lock. progress_abort
 * releases the lock without writing. So two processes, for example `run` and a watching session, do
 * not overwrite each other's changes.
 *
 * A damaged file never stops the program. It is kept as progress.damaged-N.json, `notice` says so,
 * and the progress is empty. progress_rebuild can restore it before that happens.
 */
#ifndef RUSTGYM_PROGRESS_FILE_H
#define RUSTGYM_PROGRESS_FILE_H

#include "rustgym/base/error.h"
#include "rustgym/workspace/progress.h"
#include "rustgym/workspace/workspace.h"

#include <stdbool.h>

int progress_load(const struct workspace *workspace, struct progress *progress, struct error *err);
int progress_begin(const struct workspace *workspace, struct progress *progress, struct error *err);
int progress_commit(const struct workspace *workspace, struct progress *progress,
		    struct error *err);

/*
 * Commits without waiting for the disk. Every reader sees the change, but a power cut can lose it
 * until progress_sync has returned. Any thread may call progress_sync.
 */
int progress_commit_soon(const struct workspace *workspace, struct progress *progress,
			 struct error *err);
int progress_sync(const struct workspace *workspace, struct error *err);

/* Returns whether the file is still the one that this progress was read from or written to. */
bool progress_is_fresh(const struct workspace *workspace, const struct progress *progress);

/* Returns whether the file exists and can be understood. Changes nothing. */
enum progress_state { PROGRESS_SOUND, PROGRESS_ABSENT, PROGRESS_DAMAGED };
enum progress_state progress_examine(const struct workspace *workspace);

/*
 * Writes an earlier version's bytes if the file is missing or damaged; a damaged file is kept
 * aside. *notice is a sentence for the learner, which the caller frees. It is NULL if there was
 * nothing to do.
 */
int progress_rebuild(const struct workspace *workspace, const char *bytes, size_t len,
		     char **notice, struct error *err);

#endif
