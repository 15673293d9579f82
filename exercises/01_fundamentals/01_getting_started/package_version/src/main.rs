//! When somebody reports a mistake, the first question is: which version? `waybill` answers 0.1.0, and its manifest
//! says 0.2.0. The version was written in two places, and somebody forgot one of them.
//!
//! Task: change `main` so that it prints the name and the version from the manifest.
//! Read: <https://doc.rust-lang.org/std/macro.env.html#examples>

fn main() {
    // TODO: replace the name and the version in this string by two placeholders. Cargo knows both values.
    println!("waybill 0.1.0");
}
