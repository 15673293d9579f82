//! The label printer works, but nobody can test it: all its code is in a program, and a test can't import a
//! program. Most Rust programs have a library with the whole work, and a `main` that calls it.
//!
//! Task: move `stripes` and `label` from `src/main.rs` to this file, so that the tests and the program use them.
//! Read: <https://doc.rust-lang.org/book/ch11-03-test-organization.html#integration-tests-for-binary-crates>

/// Returns a picture of a code that a scanner can read: five stripes for each byte, one for each of its low bits.
pub fn stripes(code: &str) -> String {
    let mut picture = String::new();
    for byte in code.bytes() {
        for bit in [16, 8, 4, 2, 1] {
            picture.push(if byte & bit == 0 { ' ' } else { '█' });
        }
    }
    picture
}

/// Returns a label of five lines: a frame around the name, the stripes and the code.
pub fn label(name: &str, code: &str) -> String {
    let stripes = stripes(code);
    let width = stripes.chars().count();
    let edge = format!("+-{}-+", "-".repeat(width));
    format!("{edge}\n| {name:<width$} |\n| {stripes} |\n| {code:<width$} |\n{edge}")
}
