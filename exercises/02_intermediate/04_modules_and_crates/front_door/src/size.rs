//! The sizes of labels.

/// The size of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    Small,
    Large,
}

/// Reads the size of a label: `S` or `L`.
#[must_use]
pub fn parse(letter: &str) -> Option<Size> {
    match letter {
        "S" => Some(Size::Small),
        "L" => Some(Size::Large),
        _ => None,
    }
}
