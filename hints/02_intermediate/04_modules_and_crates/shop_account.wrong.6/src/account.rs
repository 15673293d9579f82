// Wrong: returns a copy of the bookings. The copy ends with the line in which `report` asks for it.
// Rejected by: E0716
//! One morning, an account had a balance that no booking explains: a night job had written the field. Since then
//! the fields of `Account` are private, and `report`, which only reads them, does not compile any more.
//!
//! Task: let `report` read the balance and the bookings, so that no code outside of this file can write them.
//! Read: <https://doc.rust-lang.org/book/ch07-03-paths-for-referring-to-an-item-in-the-module-tree.html#making-structs-and-enums-public>

/// The account of a shop. The balance is always the sum of the bookings.
pub struct Account {
    balance_cents: i64,
    bookings: Vec<i64>,
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

    /// Returns the balance in cents. A method may have the name of a field: calls have parentheses.
    #[must_use]
    pub fn balance_cents(&self) -> i64 {
        self.balance_cents
    }

    /// Returns the bookings, the oldest one first. The slice is shared, so callers can read it only.
    #[must_use]
    pub fn bookings(&self) -> Vec<i64> {
        self.bookings.clone()
    }
}
