//! The interface of a bank.

use money::Cents;

/// The answer of the bank.
#[derive(Debug, PartialEq, Eq)]
pub struct Receipt {
    pub line: String,
}

/// Transfers an amount. Its parameter is a type of another crate, so that crate is a part of the interface of this
/// one.
#[must_use]
pub fn transfer(to: &str, amount: Cents) -> Receipt {
    let Cents(cents) = amount;
    let line = format!("{to} paid {}.{:02}", cents / 100, cents % 100);
    Receipt { line }
}
