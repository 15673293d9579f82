//! All amounts in `waybill` are cents, and customers want to read euros. A trait gives numbers a new method for that,
//! although numbers belong to the standard library. The invoice can't use it yet.
//!
//! Task: let `receipt` call `euros` on both of its numbers. Its body is right.
//! Read: <https://doc.rust-lang.org/book/ch10-02-traits.html#implementing-a-trait-on-a-type>

/// Everything about money. A module has a name, and only its `pub` parts can be used outside.
mod money {
    /// Amounts that can be shown in euros.
    pub trait Euros {
        /// Returns the amount, such as "12.05 EUR".
        fn euros(&self) -> String;
    }

    impl Euros for u64 {
        fn euros(&self) -> String {
            format!("{}.{:02} EUR", self / 100, self % 100)
        }
    }

    // TODO: add the same for the type of the fee.
}

// TODO: the code below can't see the trait yet. Bring it into scope.

/// Returns the receipt for an invoice. `total` is the sum of its lines and `fee` the fee of the card, both in cents.
fn receipt(total: u64, fee: u32) -> String {
    format!("total {}, fee {}", total.euros(), fee.euros())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cents_have_two_digits() {
        assert_eq!(1_205_u64.euros(), "12.05 EUR");
        assert_eq!(7_u32.euros(), "0.07 EUR");
        assert_eq!(0_u32.euros(), "0.00 EUR");
    }

    #[test]
    fn both_types_show_the_same() {
        for cents in [0_u32, 9, 10, 99, 100, 101, 12_345, u32::MAX] {
            assert_eq!(cents.euros(), u64::from(cents).euros());
        }
        assert_eq!(u32::MAX.euros(), "42949672.95 EUR");
    }

    #[test]
    fn large_amounts_fit() {
        assert_eq!(u64::MAX.euros(), "184467440737095516.15 EUR");
    }

    #[test]
    fn the_receipt_shows_both_amounts() {
        assert_eq!(receipt(500, 10), "total 5.00 EUR, fee 0.10 EUR");
        assert_eq!(
            receipt(5_000_000_000, 305),
            "total 50000000.00 EUR, fee 3.05 EUR"
        );
    }
}
