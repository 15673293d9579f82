//! When somebody reports a mistake, the first question is: which version? `waybill` answers 0.1.0, and its manifest
//! says 0.2.0. The version was written in two places, and somebody forgot one of them.
//!
//! Task: change `main` so that it prints the name and the version from the manifest.
//! Read: <https://doc.rust-lang.org/std/macro.env.html#examples>

fn main() {
    // `env!` reads a variable while the program is compiled, and Cargo sets these two from the manifest.
    // A constant with the version would work today, and somebody would forget it at the next version.
    println!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
}
