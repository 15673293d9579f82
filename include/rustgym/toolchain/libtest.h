/*
 * The report of a Rust test program (libtest's plain format), read back into data.
 */
#ifndef RUSTGYM_LIBTEST_H
#define RUSTGYM_LIBTEST_H

#include <stdbool.h>
#include <stddef.h>

enum test_outcome { TEST_PASSED, TEST_FAILED, TEST_IGNORED, TEST_UNFINISHED };

struct test_result {
	char *name;
	enum test_outcome outcome;
	char *message; /* what a failed test printed and panicked with; NULL without */
};

struct test_results {
	struct test_result *items;
	size_t count;
	bool complete; /* every program that was read said how it ended, and ran what it announced */
};

/*
 * Appends the results of one program's whole output: text, so without a NUL. Whatever a test writes past
 * libtest's capture can tear that text; where there is a log, libtest_read_log is right.
 */
void libtest_read(const char *output, size_t len, struct test_results *results);

/* The same with the file that libtest wrote (--logfile): outcomes are the log's, messages the output's. */
void libtest_read_log(const char *log, size_t log_len, const char *output, size_t len,
		      struct test_results *results);

/*
 * Of a program that was ended by a signal: the test that was running then becomes a failed one. NULL
 * when the output does not tell which; with --test-threads=1 it does. Before libtest_sort.
 */
const char *libtest_blame(const char *output, size_t len, struct test_results *results);

/* Appends one program's results to those of others; `from` is empty afterwards. */
void libtest_take(struct test_results *into, struct test_results *from);

/* By name: threads end in any order, and whoever reads the results wants the same each time. */
void libtest_sort(struct test_results *results);

size_t libtest_count(const struct test_results *results, enum test_outcome outcome);
const char *test_outcome_name(enum test_outcome outcome);
void libtest_clear(struct test_results *results);

#endif
