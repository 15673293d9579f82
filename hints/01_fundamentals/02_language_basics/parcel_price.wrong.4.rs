// Wrong: divides first. `19 / 100` is 0 for integers, so every tax is 0, and clippy sees it.
// Rejected by: clippy::erasing_op
//! `waybill` tells customers the price of a parcel before they send it. The tests call three functions that
//! do not exist yet: the net price of a weight, the tax on a net price, and the gross price of a weight.
//!
//! Task: write the functions `net_cents`, `tax_cents` and `gross_cents`.
//! Read: <https://doc.rust-lang.org/book/ch03-03-how-functions-work.html#functions-with-return-values>

/// Returns the net price of a parcel, in cents. `grams` is its weight.
fn net_cents(grams: u32) -> u32 {
    390 + grams / 10
}

/// Returns the tax on a net price, in cents.
fn tax_cents(net: u32) -> u32 {
    19 / 100 * net
}

/// Returns the price that the customer pays, in cents. `grams` is the weight of the parcel.
fn gross_cents(grams: u32) -> u32 {
    let net = net_cents(grams);
    net + tax_cents(net)
}

#[cfg(test)]
mod tests {
    use super::{gross_cents, net_cents, tax_cents};

    #[test]
    fn the_net_price_is_390_cents_and_one_more_for_every_full_ten_grams() {
        assert_eq!(net_cents(0), 390);
        assert_eq!(net_cents(9), 390);
        assert_eq!(net_cents(10), 391);
        assert_eq!(net_cents(2_000), 590);
        for grams in 0..500 {
            assert_eq!(net_cents(grams + 10), net_cents(grams) + 1);
        }
    }

    #[test]
    fn the_tax_is_19_percent_of_the_net_price_rounded_down() {
        assert_eq!(tax_cents(0), 0);
        assert_eq!(tax_cents(100), 19);
        assert_eq!(tax_cents(390), 74); // 74.1
        assert_eq!(tax_cents(590), 112); // 112.1
        assert_eq!(tax_cents(45), 8); // 8.55
    }

    #[test]
    fn the_gross_price_is_the_net_price_of_the_weight_and_the_tax_on_it() {
        assert_eq!(gross_cents(0), 464);
        assert_eq!(gross_cents(2_000), 702);
    }

    #[test]
    fn a_container_has_a_price_too() {
        assert_eq!(gross_cents(30_000_000), 3_570_464);
    }
}
