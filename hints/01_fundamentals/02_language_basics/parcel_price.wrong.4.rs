// Wrong: divides first, and 19 / 100 is 0 between whole numbers, so that every tax is 0; clippy sees
// it from the two constants alone.
// Rejected by: clippy::erasing_op
//! `waybill` says what a parcel will cost before it is sent. The tests call three functions that
//! do not exist yet: one for the net price, one for the tax on it, one for what the customer pays.
//! Write them. The types of their parameters and results are yours to choose; weights are whole
//! grams, prices are whole cents.
//!
//! Read: <https://doc.rust-lang.org/book/ch03-03-how-functions-work.html>

/// The net price of a parcel of this weight.
fn net_cents(grams: u32) -> u32 {
    390 + grams / 10
}

/// The tax on a net price.
fn tax_cents(net: u32) -> u32 {
    19 / 100 * net
}

/// What the customer pays for a parcel of this weight.
fn gross_cents(grams: u32) -> u32 {
    let net = net_cents(grams);
    net + tax_cents(net)
}

#[cfg(test)]
mod tests {
    use super::{gross_cents, net_cents, tax_cents};

    #[test]
    fn net_price_is_390_cents_and_one_for_every_full_ten_grams() {
        assert_eq!(net_cents(0), 390);
        assert_eq!(net_cents(9), 390);
        assert_eq!(net_cents(10), 391);
        assert_eq!(net_cents(2_000), 590);
    }

    #[test]
    fn tax_is_19_percent_of_the_net_price_rounded_down() {
        assert_eq!(tax_cents(0), 0);
        assert_eq!(tax_cents(100), 19);
        assert_eq!(tax_cents(390), 74); // 74.1
        assert_eq!(tax_cents(590), 112); // 112.1
        assert_eq!(tax_cents(45), 8); // 8.55
    }

    #[test]
    fn gross_price_is_the_net_price_of_a_weight_and_the_tax_on_it() {
        assert_eq!(gross_cents(0), 464);
        assert_eq!(gross_cents(2_000), 702);
    }

    #[test]
    fn a_container_has_a_price_too() {
        assert_eq!(gross_cents(30_000_000), 3_570_464);
    }
}
