/*
 * Reads the report of a Rust test program (libtest's plain format).
 */
#ifndef RUSTGYM_LIBTEST_H
#define RUSTGYM_LIBTEST_H

#include "rustgym/base/strings.h"

#include <stdbool.h>
#include <stddef.h>

enum test_outcome { TEST_PASSED, TEST_FAILED, TEST_IGNORED, TEST_UNFINISHED };

struct test_result {
	char *name;
	enum test_outcome outcome;
	char *message; /* the output and the panic message of a failed test; else NULL */
	char *file;    /* where a failed test panicked, relative to the root; NULL: unknown */
	int line;      /* of that file, from 1; 0: unknown */
	char *source;  /* the assertion that failed, on one line; NULL: unknown */
};

struct test_results {
	struct test_result *items;
	size_t count;
	bool complete; /* every program reported its end, and ran as many tests as it announced */
};

/*
 * Appends the results in the whole output of one program. The output contains no NUL. A test can
 * write past libtest's capture and break lines of the report. If there is a log, use
 * libtest_read_log.
 */
void libtest_read(const char *output, size_t len, struct test_results *results);

/* Reads outcomes from the file that libtest wrote (--logfile), and messages from the output. */
void libtest_read_log(const char *log, size_t log_len, const char *output, size_t len,
		      struct test_results *results);

/*
 * For a program that a signal ended: finds the test that was running, marks it as failed and
 * returns its name, borrowed from `results`. NULL: the output does not tell which test it was. With
 * --test-threads=1 it does. Call this before libtest_sort.
 */
const char *libtest_blame(const char *output, size_t len, struct test_results *results);

/* Moves the results of one program to those of the others; `from` is empty afterwards. */
void libtest_take(struct test_results *into, struct test_results *from);

/* Adds those of the names that have no result yet, as tests that had not ended. */
void libtest_add_unfinished(struct test_results *results, const struct strings *names);

/*
 * Sorts the results: threads end in any order, and the order of results must always be the same.
 * Names in `order` come first, in its order. The others are sorted by the place where they panicked, and
 * then by name.
 */
void libtest_sort(struct test_results *results, const struct strings *order);

size_t libtest_count(const struct test_results *results, enum test_outcome outcome);
/* Returns the name without "tests::", the module in which tests are by custom. */
const char *libtest_short_name(const char *name);
const char *test_outcome_name(enum test_outcome outcome);
void libtest_clear(struct test_results *results);

#endif
