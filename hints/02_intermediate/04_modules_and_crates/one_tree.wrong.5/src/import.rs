// Wrong: declares the module in both files. Now the file is compiled twice, and there are two functions `with_tax`.
// Rejected by: only_the_root_declares_modules
//! Reads the orders of a shop.

#[path = "tax.rs"]
mod tax;

use tax::with_tax;

/// Returns the price of an order with tax, in cents. An order is a line of prices with `+` between them.
/// Returns `None` if one of the prices is not a number.
pub fn total_cents(order: &str) -> Option<u64> {
    let mut total = 0;
    for price in order.split('+') {
        let price: u64 = price.trim().parse().ok()?;
        total += with_tax(price);
    }
    Some(total)
}
