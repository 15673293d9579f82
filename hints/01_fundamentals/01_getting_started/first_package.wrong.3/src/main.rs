// Wrong: declares another package as a module of this one. There is no such file in `src`; the package belongs in the manifest.
// Rejected by: E0583
//! `waybill` becomes a package, and a package has a manifest, `Cargo.toml`. This one is still empty. The
//! program uses another package of ours: `parcel-labels`, in the folder `parcel-labels`.
//!
//! Task: complete `Cargo.toml` and `main`, so that the program prints `waybill 0.1.0` and then a label.
//! Read: <https://doc.rust-lang.org/book/ch01-03-hello-cargo.html#creating-a-project-with-cargo>

mod parcel_labels;

use parcel_labels::label;

fn main() {
    println!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    println!("first label: {}", label("HAM", 42));
}
