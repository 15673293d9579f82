// Wrong: compares the number with the `Result` of the parser.
// Rejected by: E0308
//! A customer whose parcel is lost gets a claim, with a number that nobody can guess. We don't write such numbers
//! ourselves: the crate `uuid` from crates.io does. Customers copy the number from their mail, and not always in
//! the same form.
//!
//! Task: complete the dependency in `Cargo.toml`, and after that `is_about`, with the functions of the crate.
//! Read: <https://doc.rust-lang.org/cargo/reference/features.html#dependency-features>

use uuid::Uuid;

/// A claim for a lost parcel.
#[derive(Debug)]
pub struct Claim {
    pub number: Uuid,
    pub parcel: String,
}

impl Claim {
    /// Returns a claim with a new number.
    #[must_use]
    pub fn open(parcel: &str) -> Claim {
        Claim {
            number: Uuid::new_v4(),
            parcel: String::from(parcel),
        }
    }

    /// Returns true if a customer wrote the number of this claim, in any form that `uuid` can read, with or without
    /// spaces around it.
    #[must_use]
    pub fn is_about(&self, written: &str) -> bool {
        // Two numbers are compared, not two strings: each form of a number is the same number.
        Uuid::parse_str(written.trim()) == self.number
    }
}
