// Wrong: copies the edition of an older package, which builds just as well; `is_written_in_the_edition_2024` reads the manifest.
// Rejected by: is_written_in_the_edition_2024
//! `waybill` becomes a package, but its manifest, `Cargo.toml`, is empty. Write there that it is
//! called `waybill`, is at version `0.1.0`, is written in the edition 2024, and depends on the
//! package `parcel-labels`, which lies in the folder `parcel-labels` beside `src`.
//! Then let the program print its name and version as the manifest has them.
//!
//! Read: <https://doc.rust-lang.org/book/ch01-03-hello-cargo.html>

use parcel_labels::label;

fn main() {
    println!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    println!("first label: {}", label("HAM", 42));
}
