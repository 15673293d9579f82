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

/*
 * Whether `text` has all tests of `handed_out`, unchanged: each item and each example of its
 * documentation. Blanks, comments and trailing commas do not count; tests that were added do not, either.
 */
bool rust_tests_are_kept(const char *text, const char *handed_out);

/*
 * Appends `text` with the test items of `handed_out` in the place of its own of the same names, and
 * after them those that it lacks. Its other tests stay.
 */
void rust_tests_graft(const char *text, const char *handed_out, struct buffer *out);

/* Adds the names of the #[test] functions, as libtest names them: "tests::rejects_an_empty_name". */
void rust_tests_names(const char *text, struct strings *names);

#endif
