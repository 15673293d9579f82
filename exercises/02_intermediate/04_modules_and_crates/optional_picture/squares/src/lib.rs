//! Pictures of squares, for machines that read them.

/// Returns one square for each byte of a code: full for an odd byte, empty for an even one.
#[must_use]
pub fn draw(code: &str) -> String {
    let square = |byte: u8| if byte % 2 == 1 { '■' } else { '□' };
    code.bytes().map(square).collect()
}
