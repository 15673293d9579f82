// Wrong: removes the example that fails.
// Rejected by: saturday_has_an_example_that_runs
//! The tariff is a package of its own now, and its documentation shows an example of each function.
//! `cargo test --doc` compiles and runs each example. In spring the prices became higher: the code
//! has the new prices, but one example does not.
//!
//! Task: correct the documentation that still has the old prices.
//! Read: <https://doc.rust-lang.org/book/ch14-02-publishing-to-crates-io.html#documentation-comments-as-tests>

/// Returns the price of storing a parcel, in cents. The first seven days are free.
///
/// ```
/// use tariff::storage_cents;
///
/// assert_eq!(storage_cents(7), 0);
/// assert_eq!(storage_cents(10), 240);
/// ```
pub fn storage_cents(days: u32) -> u32 {
    days.saturating_sub(7) * 80
}

/// Returns the price of a delivery on a Saturday, in cents: 500 for up to three parcels, and 150 more
/// for each further parcel. It is 0 if there is no parcel.
pub fn saturday_cents(parcels: u32) -> u32 {
    if parcels == 0 {
        return 0;
    }
    500 + parcels.saturating_sub(3) * 150
}
