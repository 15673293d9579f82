// Wrong: ends the value of a branch with a semicolon, as in a language where `if` is a statement; what is left is `()` (E0308).
// Rejected by: E0308
//! A parcel of up to 10 kg costs 450 cents, a heavier one 900, and express doubles that. Whoever
//! wrote this meant to say just that, but the compiler does not understand what the two `if` give.
//! In Rust an `if` is an expression: it has a value, like `2 + 3` has one. Mend the function, and
//! keep both questions in it.
//!
//! Read: <https://doc.rust-lang.org/book/ch03-05-control-flow.html#using-if-in-a-let-statement>

/// The fee for a parcel, in cents.
fn fee_cents(grams: u32, express: bool) -> u32 {
    let base = if grams > 10_000 { 900 } else { 450 };
    if express {
        base * 2;
    } else {
        base;
    }
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
