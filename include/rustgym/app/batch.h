/*
 * Many verifications, some at a time: for `check` and `dev check`.
 */
#ifndef RUSTGYM_BATCH_H
#define RUSTGYM_BATCH_H

#include "rustgym/app/app.h"
#include "rustgym/toolchain/verdict.h"

#include <stdbool.h>
#include <stddef.h>

struct batch_item {
	const struct exercise *exercise;
	const char *root;        /* see struct verify_request */
	void *data;              /* the caller's */
	const char *label;       /* what the bar calls it; NULL: the exercise's name */
	bool check_format;       /* see struct verify_request */
	struct verdict *verdict; /* NULL: to be verified. Out: the caller's to free */
};

struct batch_options {
	const struct toolchain *toolchain;
	unsigned jobs;     /* at a time; 0: one a core */
	const char *label; /* of the progress bar on a terminal */
	struct history *
		history; /* that knows the tests that were handed out; NULL: they are not asked for */
	/*
	 * Called just before an item is verified, to put its files in place (may be NULL). Of the items
	 * that are built by cargo only one is between its prepare and its verdict.
	 */
	int (*prepare)(struct batch_item *item, void *data, struct error *err);
	/*
	 * Called when an item has its verdict (may be NULL): how many problems were found so far, which
	 * the bar shows.
	 */
	size_t (*judge)(struct batch_item *item, void *data);
	void *data;
};

/* Runs all that have no verdict yet; every item then has one. */
int batch_run(struct app *app, const struct batch_options *options, struct batch_item *items,
	      size_t count, struct error *err);

void batch_clear(struct batch_item *items, size_t count); /* frees the verdicts */

#endif
