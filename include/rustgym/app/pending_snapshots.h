/*
 * Holds what is being verified until it is recorded: a program can delete its own file, and the next
 * save can come before the verdict. The texts are read when a verification starts, which takes no
 * time; they are recorded when nobody waits.
 */
#ifndef RUSTGYM_PENDING_SNAPSHOTS_H
#define RUSTGYM_PENDING_SNAPSHOTS_H

#include "rustgym/history/history.h"
#include "rustgym/toolchain/verdict.h"

struct pending_snapshots;

/* The history, which may be NULL, and root are borrowed. */
struct pending_snapshots *pending_snapshots_new(struct history *history, const char *root);
void pending_snapshots_free(struct pending_snapshots *pending);

/* Reads the exercise's files as they are now. */
void pending_snapshots_take(struct pending_snapshots *pending, const struct exercise *exercise);

/* Records all that is held as "saved". What can't be recorded is not held longer. */
int pending_snapshots_flush(struct pending_snapshots *pending, struct error *err);

/* The same, and what was taken last of the verdict's exercise with its outcome. */
int pending_snapshots_verdict(struct pending_snapshots *pending, const struct verdict *verdict,
			      struct error *err);

#endif
