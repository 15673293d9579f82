// Wrong: prints the right string, but writes the version a second time. After the next change of the manifest it is the wrong one.
// Rejected by: prints_the_version_of_any_manifest
//! `waybill` becomes a package, and a package has a manifest, `Cargo.toml`. This one is still empty. The
//! program uses another package of ours: `parcel-labels`, in the folder `parcel-labels`.
//!
//! Task: complete `Cargo.toml` and `main`, so that the program prints `waybill 0.1.0` and then a label.
//! Read: <https://doc.rust-lang.org/book/ch01-03-hello-cargo.html#creating-a-project-with-cargo>

use parcel_labels::label;

fn main() {
    println!("waybill 0.1.0");
    println!("first label: {}", label("HAM", 42));
}
