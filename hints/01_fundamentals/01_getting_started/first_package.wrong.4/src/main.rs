// Wrong: asks for Cargo's variables while the program runs, when Cargo is no longer there; `prints_its_name_and_version_first` finds that it failed.
// Rejected by: prints_its_name_and_version_first
//! `waybill` becomes a package, but its manifest, `Cargo.toml`, is empty. Write there that it is
//! called `waybill`, is at version `0.1.0`, is written in the edition 2024, and depends on the
//! package `parcel-labels`, which lies in the folder `parcel-labels` beside `src`.
//! Then let the program print its name and version as the manifest has them.
//!
//! Read: <https://doc.rust-lang.org/book/ch01-03-hello-cargo.html>

use parcel_labels::label;

fn main() {
    let name = std::env::var("CARGO_PKG_NAME").expect("Cargo names the package");
    let version = std::env::var("CARGO_PKG_VERSION").expect("Cargo knows the version");
    println!("{name} {version}");
    println!("first label: {}", label("HAM", 42));
}
