/*
 * Verifies many exercises, several at the same time. `check` and `dev check` use it.
 */
#ifndef RUSTGYM_BATCH_H
#define RUSTGYM_BATCH_H

#include "rustgym/app/app.h"
#include "rustgym/toolchain/verdict.h"

#include <stdbool.h>
#include <stddef.h>

struct batch_item {
	const struct exercise *exercise;
	const char *root;  /* see struct verify_request */
	void *data;        /* belongs to the caller */
	const char *label; /* the item's name in the progress bar; NULL: the exercise's name */
	bool check_format; /* see struct verify_request */
	struct verdict *verdict; /* NULL: the item will be verified. The caller frees the result */
};

struct batch_options {
	const struct toolchain *toolchain;
	unsigned jobs;     /* number of verifications at the same time; 0: one for each core */
	const char *label; /* the label of the progress bar on a terminal */
	/* has the tests that were handed out; NULL: the learner's tests are not compared with them */
	struct history *history;
	/*
	 * Puts an item's files in place just before the item is verified. May be NULL. No two items
	 * that are built by cargo are between `prepare` and their verdict at the same time.
	 */
	int (*prepare)(struct batch_item *item, void *data, struct error *err);
	/*
	 * Called when an item has its verdict. May be NULL. Returns the number of problems found
	 * until now, which the progress bar shows.
	 */
	size_t (*judge)(struct batch_item *item, void *data);
	void *data;
};

/* Verifies every item that has no verdict yet. Afterwards every item has one. */
int batch_run(struct app *app, const struct batch_options *options, struct batch_item *items,
	      size_t count, struct error *err);

void batch_clear(struct batch_item *items, size_t count); /* frees the verdicts */

#endif
