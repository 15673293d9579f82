// Wrong: keeps the module in the file. Now `with_tax` is in `tax::tax`.
// Rejected by: E0432
//! The tax on prices.

pub mod tax {
    /// Returns a price with its tax of 19 percent, in cents. The tax is rounded down.
    pub fn with_tax(price_cents: u64) -> u64 {
        price_cents + price_cents * 19 / 100
    }
}
