// Wrong: compares the function with itself, which never fails again and shows nothing; `saturday_is_shown_by_an_example_that_is_run` misses two prices.
// Rejected by: saturday_is_shown_by_an_example_that_is_run
//! The tariff of `waybill`, as a package. On its pages every function is shown by an example, and
//! readers copy those examples. They are more than text: `cargo test --doc` compiles and runs each
//! as a small program that uses the package from outside, and fails where an example is wrong.
//! One of them is: the prices were raised in spring. The code has the right ones.
//!
//! Read: <https://doc.rust-lang.org/book/ch14-02-publishing-to-crates-io.html>

/// What it costs to store a parcel for so many days, in cents. Seven are free.
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

/// What it costs to deliver parcels to one address on a Saturday, in cents: 500 for up to three of
/// them, and 150 for each one more. Nothing for no parcel.
///
/// ```
/// use tariff::saturday_cents;
///
/// assert_eq!(saturday_cents(2), saturday_cents(2));
/// assert_eq!(saturday_cents(5), saturday_cents(5));
/// ```
pub fn saturday_cents(parcels: u32) -> u32 {
    if parcels == 0 {
        return 0;
    }
    500 + parcels.saturating_sub(3) * 150
}
