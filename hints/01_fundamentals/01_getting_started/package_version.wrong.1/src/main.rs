// Wrong: prints the right string, but the version is still written in two places. The next one will be forgotten again.
// Rejected by: prints_the_version_of_any_manifest
//! When somebody reports a mistake, the first question is: which version? `waybill` answers 0.1.0, and its manifest
//! says 0.2.0. The version was written in two places, and somebody forgot one of them.
//!
//! Task: change `main` so that it prints the name and the version from the manifest.
//! Read: <https://doc.rust-lang.org/std/macro.env.html#examples>

fn main() {
    println!("waybill 0.2.0");
}
