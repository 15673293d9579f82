// Wrong: believes the documentation and changes the code back to the old price.
// Rejected by: saturday_costs_150_cents_for_each_further_parcel, saturday_costs_500_cents_for_up_to_three_parcels
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

/// Returns the price of a delivery on a Saturday, in cents: 450 for up to three parcels, and 150 more
/// for each further parcel. It is 0 if there is no parcel.
///
/// ```
/// use tariff::saturday_cents;
///
/// assert_eq!(saturday_cents(2), 450);
/// assert_eq!(saturday_cents(5), 750);
/// ```
pub fn saturday_cents(parcels: u32) -> u32 {
    if parcels == 0 {
        return 0;
    }
    450 + parcels.saturating_sub(3) * 150
}
