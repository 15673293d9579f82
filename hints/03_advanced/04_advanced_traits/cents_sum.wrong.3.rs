// Wrong: multiplies prices with prices.
// Rejected by: E0308
//! Prices in `waybill` are `Cents`, so that nobody adds grams to them. The invoice adds, multiplies and sums prices
//! as if they were numbers. The compiler refuses it: it knows no `+` for this type.
//!
//! Task: implement the operators that `invoice` and `total` use. Both functions stay as they are.
//! Read: <https://doc.rust-lang.org/book/ch20-02-advanced-traits.html#using-default-generic-parameters-and-operator-overloading>

use std::ops::{Add, AddAssign, Mul};

/// An amount of money, in cents.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cents(u32);

impl Add for Cents {
    type Output = Cents;

    fn add(self, other: Cents) -> Cents {
        Cents(self.0 + other.0)
    }
}

impl AddAssign for Cents {
    fn add_assign(&mut self, other: Cents) {
        self.0 += other.0;
    }
}

impl Mul for Cents {
    type Output = Cents;

    fn mul(self, times: Cents) -> Cents {
        Cents(self.0 * times.0)
    }
}

/// Returns the price of an order: `price` for each parcel, and a `fee` once. If the parcels alone cost at least
/// `limit`, there is no fee.
fn invoice(price: Cents, parcels: u32, fee: Cents, limit: Cents) -> Cents {
    let parcels = price * parcels;
    if parcels.0 >= limit.0 {
        return parcels;
    }
    parcels + fee
}

/// Returns the sum of all prices. The caller keeps them.
fn total(prices: &[Cents]) -> Cents {
    let mut total = Cents(0);
    for price in prices {
        total += *price;
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invoice_has_a_fee() {
        for (price, parcels, fee) in [(390, 1, 50), (390, 3, 0), (0, 7, 50), (999, 0, 1)] {
            let sum = invoice(Cents(price), parcels, Cents(fee), Cents(100_000));
            assert_eq!(sum, Cents(price * parcels + fee));
        }
    }

    #[test]
    fn a_large_order_has_no_fee() {
        assert_eq!(invoice(Cents(390), 3, Cents(50), Cents(1170)), Cents(1170));
        assert_eq!(invoice(Cents(390), 3, Cents(50), Cents(1171)), Cents(1220));
    }

    #[test]
    fn all_prices_are_summed() {
        let prices = [Cents(390), Cents(0), Cents(1250)];
        assert_eq!(total(&prices), Cents(1640));
        assert_eq!(total(&prices[..1]), Cents(390));
        assert_eq!(total(&[]), Cents(0));
    }

    #[test]
    fn a_price_can_be_used_after_it_was_added() {
        let price = Cents(390);
        let double = price + price;
        assert_eq!((price, double), (Cents(390), Cents(780)));
    }
}
