/*
 * Reads what std prints when a thread panics: "thread 'tests::a' (7) panicked at src/lib.rs:3:5:"
 * and the lines after it.
 */
#ifndef RUSTGYM_PANIC_H
#define RUSTGYM_PANIC_H

#include <stdbool.h>
#include <stddef.h>

/* All pointers are into the text that was read. */
struct panic {
	size_t before; /* bytes of the text before the panic's first line: what was printed */
	const char *file;
	size_t file_len;
	int line, column; /* from 1 */
	const char *text; /* the panic's message, up to the end */
};

/*
 * Finds the panic of a thread; libtest names the thread of a test after the test. If that thread has
 * none, the first panic of all. Returns false if there is none.
 */
bool panic_find(const char *text, const char *thread, struct panic *panic);

/*
 * Returns whether the message is about a test that should panic and did not: "note: test did not panic as
 * expected at src/lib.rs:3:5". The panic gets that place, and nothing else.
 */
bool panic_is_missing(const char *message, struct panic *panic);

/* The two values of a failed assert_eq! or assert_ne!, without a line end after them. */
struct panic_values {
	const char *about; /* the first line: "assertion `left == right` failed: no label" */
	size_t about_len;
	const char *left, *right;
	size_t left_len, right_len;
};

/* Returns false if the panic has no such values. */
bool panic_values(const struct panic *panic, struct panic_values *values);

#endif
