/*
 * Holds what is being verified until it is recorded: a program can delete its own file, and the next
 * save can come before the verdict. The texts are read when a verification starts, which takes no
 * time; they are recorded when nobody waits.
 */
#ifndef RUSTGYM_KEEPER_H
#define RUSTGYM_KEEPER_H

#include "rustgym/history/history.h"
#include "rustgym/toolchain/verdict.h"

struct keeper;

/* The history, which may be NULL, and root are borrowed. */
struct keeper *keeper_new(struct history *history, const char *root);
void keeper_free(struct keeper *keeper);

/* Reads the exercise's files as they are now. */
void keeper_take(struct keeper *keeper, const struct exercise *exercise);

/* Records all that is held as "saved". What can't be recorded is not held longer. */
int keeper_flush(struct keeper *keeper, struct error *err);

/* The same, and what was taken last of the verdict's exercise with its outcome. */
int keeper_verdict(struct keeper *keeper, const struct verdict *verdict, struct error *err);

#endif
