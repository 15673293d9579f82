// Wrong: leaves the function out, and writes no other one for the programs without the feature.
// Rejected by: E0425
//! A label can have a picture of squares, which our crate `squares` draws. Most printers can't print it, so most
//! programs should not even build that crate. A colleague made it optional, and now nothing compiles.
//!
//! Task: make the picture a feature with the name `picture`. Without it, a label is only its code.
//! Read: <https://doc.rust-lang.org/cargo/reference/features.html#optional-dependencies>

/// Returns a label: the code, and below it the picture if there is one.
#[must_use]
pub fn label(code: &str) -> String {
    let picture = picture(code);
    if picture.is_empty() {
        String::from(code)
    } else {
        format!("{code}\n{picture}")
    }
}

/// Returns the picture of a code.
#[cfg(feature = "picture")]
fn picture(code: &str) -> String {
    squares::draw(code)
}

