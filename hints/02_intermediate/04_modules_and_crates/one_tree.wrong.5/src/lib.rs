//! One long file became three. `src/import.rs` reads the orders of a shop, `src/tax.rs` computes the tax, and this
//! file is the root of the crate. The colleague who cut it thought that a file must declare each module that it
//! needs.
//!
//! Task: declare each module in the right file, so that the tests can use `orders::import` and `orders::tax`.
//! Read: <https://doc.rust-lang.org/book/ch07-05-separating-modules-into-different-files.html#separating-modules-into-different-files>

// The root of the crate declares both. They are neighbours, so one uses the other by a path from the root.
pub mod import;
pub mod tax;
