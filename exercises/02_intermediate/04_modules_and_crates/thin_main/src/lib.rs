//! The label printer works, but nobody can test it: all its code is in a program, and a test can't import a
//! program. Most Rust programs have a library with the whole work, and a `main` that calls it.
//!
//! Task: move `stripes` and `label` from `src/main.rs` to this file, so that the tests and the program use them.
//! Read: <https://doc.rust-lang.org/book/ch11-03-test-organization.html#integration-tests-for-binary-crates>

// TODO: this is the library. Its functions for others have `pub`.
