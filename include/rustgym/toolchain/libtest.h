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

/* Appends the results of one program's whole output: text, so without a NUL. */
void libtest_read(const char *output, size_t len, struct test_results *results);

/* By name: threads end in any order, and whoever reads the results wants the same each time. */
void libtest_sort(struct test_results *results);

size_t libtest_count(const struct test_results *results, enum test_outcome outcome);
const char *test_outcome_name(enum test_outcome outcome);
void libtest_clear(struct test_results *results);

#endif
