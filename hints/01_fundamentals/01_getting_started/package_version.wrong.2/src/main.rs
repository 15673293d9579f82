// Wrong: asks for the variables while the program runs. Cargo sets them only while it compiles.
// Rejected by: prints_the_name_and_the_version_of_the_manifest
//! When somebody reports a mistake, the first question is: which version? `waybill` answers 0.1.0, and its manifest
//! says 0.2.0. The version was written in two places, and somebody forgot one of them.
//!
//! Task: change `main` so that it prints the name and the version from the manifest.
//! Read: <https://doc.rust-lang.org/std/macro.env.html#examples>

fn main() {
    let name = std::env::var("CARGO_PKG_NAME").expect("Cargo names the package");
    let version = std::env::var("CARGO_PKG_VERSION").expect("Cargo knows the version");
    println!("{name} {version}");
}
