//! The labels that a depot prints.

/// Returns the label of a parcel: its depot, and its number with six digits.
#[must_use]
pub fn label(depot: &str, number: u32) -> String {
    format!("{depot}-{number:06}")
}
