// Wrong: prints the right text, but writes the version a second time; `leaves_the_version_to_the_manifest` finds it.
// Rejected by: leaves_the_version_to_the_manifest
//! `waybill` becomes a package, but its manifest, `Cargo.toml`, is empty. Write there that it is
//! called `waybill`, is at version `0.1.0`, is written in the edition 2024, and depends on the
//! package `parcel-labels`, which lies in the folder `parcel-labels` beside `src`.
//! Then let the program print its name and version as the manifest has them.
//!
//! Read: <https://doc.rust-lang.org/book/ch01-03-hello-cargo.html>

use parcel_labels::label;

fn main() {
    println!("waybill 0.1.0");
    println!("first label: {}", label("HAM", 42));
}
