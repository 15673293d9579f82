//! Checkpoint: `Result` and `Option` (2.2.1), the question mark (2.2.2), errors of your own (2.2.3) and good habits
//! (2.2.5). The night import goes into service. It reads all lines of a file: good ones become orders, and each bad
//! one becomes an error with its number and its causes, so that the shop can correct all of them at once.
//!
//! Task: write the types and functions that tests/import.rs uses. The program in src/main.rs is ready.
//! Read: <https://doc.rust-lang.org/book/ch09-03-to-panic-or-not-to-panic.html#guidelines-for-error-handling>

// TODO: write `Order`, `RowError`, `LineError`, `read_order`, `import` and `reasons`, all of them `pub`. You can use
// `thiserror`, which is a dependency of this package.
