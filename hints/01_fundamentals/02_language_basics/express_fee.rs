//! A parcel of up to 10 kg has a fee of 450 cents, and a heavier one has a fee of 900 cents. Express doubles
//! the fee. In Rust an `if` has a value. The compiler refuses the function, because each `if` in it has a
//! value in one case and none in the other.
//!
//! Task: change `fee_cents` so that each `if` has a value in every case.
//! Read: <https://doc.rust-lang.org/book/ch03-05-control-flow.html#using-if-in-a-let-statement>

/// Returns the fee of a parcel, in cents. `grams` is its weight.
fn fee_cents(grams: u32, express: bool) -> u32 {
    // Both branches end with a value, without a semicolon, so the `if` has this value. `base` needs no `mut`.
    let base = if grams > 10_000 { 900 } else { 450 };
    // The last expression is the result. `return base * 2;` in the `if`, and `base` after it, would work.
    if express { base * 2 } else { base }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_light_parcel_costs_450_cents() {
        assert_eq!(fee_cents(0, false), 450);
        assert_eq!(fee_cents(10_000, false), 450);
    }

    #[test]
    fn a_heavy_parcel_costs_900_cents() {
        assert_eq!(fee_cents(10_001, false), 900);
        assert_eq!(fee_cents(u32::MAX, false), 900);
    }

    #[test]
    fn express_costs_twice_as_much() {
        assert_eq!(fee_cents(10_000, true), 900);
        assert_eq!(fee_cents(10_001, true), 1_800);
    }
}
