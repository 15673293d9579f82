//! `waybill` becomes a package with a manifest of its own, but `Cargo.toml` is still empty. The program
//! uses another package of ours: `parcel-labels`, in the folder of that name.
//!
//! Task: complete `Cargo.toml` and `main`, so that the program prints `waybill 0.1.0` and then a label.
//! Read: <https://doc.rust-lang.org/book/ch01-03-hello-cargo.html#creating-a-project-with-cargo>

use parcel_labels::label;

fn main() {
    // TODO: print the name and the version of the package here. Cargo reads both in the manifest, so this
    // file need not have them.
    println!("first label: {}", label("HAM", 42));
}
