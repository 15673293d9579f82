//! Amounts of money, version 0.2: the number is private now.

/// An amount in cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cents(i64);

impl Cents {
    /// Returns an amount.
    #[must_use]
    pub const fn from_number(cents: i64) -> Cents {
        Cents(cents)
    }
}
