//! The report that a shop gets each month.

use crate::account::Account;

/// Returns the last line of the report: the balance, and the number of bookings.
pub fn last_line(account: &Account) -> String {
    let (cents, bookings) = (account.balance_cents(), account.bookings().len());
    format!("{cents} cents after {bookings} bookings")
}

/// Returns the greatest payment in cents, or `None` if the shop has never paid.
pub fn greatest_payment(account: &Account) -> Option<i64> {
    let payments = account.bookings().iter().filter(|cents| **cents > 0);
    payments.max().copied()
}
