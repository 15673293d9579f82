//! Yesterday we updated the crate `money` from 0.1 to 0.2, a small step, we thought. The crate `bank` still uses
//! 0.1. Now `bank` expects `Cents`, and it refuses our `Cents`.
//!
//! Task: use the `Cents` that `bank` uses. Its source is in `vendor`, and you can read there how to make one.
//! Read: <https://doc.rust-lang.org/cargo/reference/resolver.html#version-incompatibility-hazards>

use bank::Receipt;
use money::Cents;

/// Pays an invoice. `prices` are the prices of its parcels, in cents.
#[must_use]
pub fn pay(shop: &str, prices: &[i64]) -> Receipt {
    let sum = prices.iter().sum();
    bank::transfer(shop, Cents(sum))
}
