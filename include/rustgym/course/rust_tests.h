/*
 * Finds the tests in Rust source: the items with #[test] or #[cfg(test)], and the examples in the
 * documentation. It uses no compiler. If the source is not valid Rust, it may find only some tests
 * or none.
 *
 * A learner may add tests, but an exercise passes only if the tests that were handed out pass.
 */
#ifndef RUSTGYM_RUST_TESTS_H
#define RUSTGYM_RUST_TESTS_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/strings.h"

#include <stdbool.h>

enum {
	RUST_TEST_ITEMS = 1,
	RUST_TEST_EXAMPLES = 2, /* in the documentation */
};

/*
 * Returns which kinds of tests of `handed_out` are missing or different in `text`, as RUST_TEST_
 * flags; 0 means none. Spaces, comments and trailing commas make no difference. Tests that the
 * learner added make no difference.
 */
unsigned rust_tests_changed(const char *text, const char *handed_out);

/*
 * Appends `text` to `out`, with the tests of `handed_out` put back. `parts` are the RUST_TEST_
 * flags of the kinds to put back. Items of the same name are replaced; missing items and examples
 * are added at the end. Other tests in `text` stay.
 */
void rust_tests_graft(const char *text, const char *handed_out, unsigned parts, struct buffer *out);

/*
 * Adds the names of the #[test] functions. A name has the form that libtest uses:
 * "tests::rejects_an_empty_name".
 */
void rust_tests_names(const char *text, struct strings *names);

#endif
