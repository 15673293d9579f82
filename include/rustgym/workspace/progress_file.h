/*
 * Progress on disk: .rustgym/progress.json.
 *
 * A change is one transaction: progress_begin takes the file's lock and reads it afresh,
 * progress_commit writes it durably if anything has changed, and releases the lock (progress_abort
 * releases it without writing). So `run` beside a watching session, or two of anything, lose nothing
 * of each other's.
 *
 * A damaged file never stops the tool: it is kept as progress.damaged-N.json, the notice says so, and
 * the progress is empty, unless it was rebuilt (progress_rebuild) before.
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
 * The same for who has no time for the disk: every reader sees it, and a power cut can lose it until
 * progress_sync, which any thread may call, has returned.
 */
int progress_commit_soon(const struct workspace *workspace, struct progress *progress,
			 struct error *err);
int progress_sync(const struct workspace *workspace, struct error *err);

/* Whether the file is still the one that this progress was read from or committed to. */
bool progress_is_fresh(const struct workspace *workspace, const struct progress *progress);

/* Whether the file is there and can be understood. Nothing is changed. */
enum progress_state { PROGRESS_SOUND, PROGRESS_ABSENT, PROGRESS_DAMAGED };
enum progress_state progress_examine(const struct workspace *workspace);

/*
 * Where the file is absent or damaged (then it is kept aside), writes an earlier one's bytes in its
 * place. *notice is a sentence for the learner (free() it), or NULL when there was nothing to do.
 */
int progress_rebuild(const struct workspace *workspace, const char *bytes, size_t len,
		     char **notice, struct error *err);

#endif
