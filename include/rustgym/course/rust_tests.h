/*
 * The tests in a Rust source text: the items that carry #[test] or #[cfg(test)], and the examples in
 * its documentation. They are found in the text alone, without a compiler; a text that is no Rust has
 * none, or some of them.
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
 * Which of these `text` does not have as `handed_out` has them: 0 when it has all. Blanks, comments and
 * trailing commas do not count; tests that were added do not, either.
 */
unsigned rust_tests_changed(const char *text, const char *handed_out);

/*
 * Appends `text` with the tests of `handed_out`, as far as `parts` says. Its own items of the same names
 * are replaced; items and examples that it lacks come last. Its other tests stay.
 */
void rust_tests_graft(const char *text, const char *handed_out, unsigned parts, struct buffer *out);

/* Adds the names of the #[test] functions, as libtest names them: "tests::rejects_an_empty_name". */
void rust_tests_names(const char *text, struct strings *names);

#endif
