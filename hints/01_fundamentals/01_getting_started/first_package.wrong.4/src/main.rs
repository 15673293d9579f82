// Wrong: asks for Cargo's variables while the program runs. Cargo sets them only while it compiles.
// Rejected by: prints_its_name_and_version_first, prints_the_first_label_after_that
//! `waybill` becomes a package, and a package has a manifest, `Cargo.toml`. This one is still empty. The
//! program uses another package of ours: `parcel-labels`, in the folder `parcel-labels`.
//!
//! Task: complete `Cargo.toml` and `main`, so that the program prints `waybill 0.1.0` and then a label.
//! Read: <https://doc.rust-lang.org/book/ch01-03-hello-cargo.html#creating-a-project-with-cargo>

use parcel_labels::label;

fn main() {
    let name = std::env::var("CARGO_PKG_NAME").expect("Cargo names the package");
    let version = std::env::var("CARGO_PKG_VERSION").expect("Cargo knows the version");
    println!("{name} {version}");
    println!("first label: {}", label("HAM", 42));
}
