// Wrong: opens the fields for this crate only. The night job is in this crate.
// Rejected by: other_code_in_this_crate_can_not_write_the_balance, other_code_in_this_crate_can_not_build_an_account_with_a_balance
//! One morning, an account had a balance that no booking explains: a night job had written the field. Since then
//! the fields of `Account` are private, and `report`, which only reads them, does not compile any more.
//!
//! Task: let `report` read the balance and the bookings, so that no code outside of this file can write them.
//! Read: <https://doc.rust-lang.org/book/ch07-03-paths-for-referring-to-an-item-in-the-module-tree.html#making-structs-and-enums-public>

/// The account of a shop. The balance is always the sum of the bookings.
pub struct Account {
    pub(crate) balance_cents: i64,
    pub(crate) bookings: Vec<i64>,
}

impl Account {
    /// Returns an account without any booking.
    #[must_use]
    pub fn open() -> Account {
        Account {
            balance_cents: 0,
            bookings: Vec::new(),
        }
    }

    /// Books a number of cents. It is below 0 for a parcel, and above 0 for a payment.
    pub fn book(&mut self, cents: i64) {
        self.balance_cents += cents;
        self.bookings.push(cents);
    }

    // TODO: add the methods that `report` needs. The fields stay private.
}
