// Wrong: changes the types and leaves the arguments in their order.
// Rejected by: E0308
//! An invoice for two letters of 20 g says 240 cents, but they cost 390. Weights and prices are both `u32`, and somewhere they were
//! swapped. Two tuple structs, `Grams` and `Cents`, can make sure that it never happens again.
//!
//! Task: change the parameters and results of the two functions to `Grams` and `Cents`.
//! Read: <https://doc.rust-lang.org/book/ch05-01-defining-structs.html#creating-different-types-with-tuple-structs>

/// A weight.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Grams(u32);

/// A price, or a part of it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cents(u32);

/// Returns the price of a parcel: `base`, and 100 cents for each started kilogram.
fn postage(weight: Grams, base: Cents) -> Cents {
    Cents(base.0 + 100 * weight.0.div_ceil(1_000))
}

/// Returns the sum of an invoice for several parcels. `base` is the same for each of them.
fn invoice(weights: &[Grams], base: Cents) -> Cents {
    let mut sum = 0;
    for weight in weights {
        sum += postage(base, *weight).0;
    }
    Cents(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_started_kilogram_costs_100_cents() {
        assert_eq!(postage(Grams(0), Cents(390)), Cents(390));
        assert_eq!(postage(Grams(1), Cents(390)), Cents(490));
        assert_eq!(postage(Grams(1_000), Cents(390)), Cents(490));
        assert_eq!(postage(Grams(1_001), Cents(390)), Cents(590));
        assert_eq!(postage(Grams(24_000), Cents(0)), Cents(2_400));
    }

    #[test]
    fn an_invoice_is_the_sum_of_its_parcels() {
        let weights = [Grams(20), Grams(999), Grams(4_500)];
        let mut sum = 0;
        for weight in weights {
            let Cents(cents) = postage(weight, Cents(95));
            sum += cents;
        }
        assert_eq!(invoice(&weights, Cents(95)), Cents(sum));
        assert_eq!(sum, 985);
    }

    #[test]
    fn two_letters_cost_390_cents() {
        assert_eq!(invoice(&[Grams(20), Grams(20)], Cents(95)), Cents(390));
    }

    #[test]
    fn an_invoice_without_parcels_costs_nothing() {
        assert_eq!(invoice(&[], Cents(390)), Cents(0));
    }

    #[test]
    fn heavy_parcels_and_high_prices() {
        for kilos in 0..100 {
            let weight = Grams(kilos * 1_000);
            let sum = 3 * (500 + 100 * kilos);
            assert_eq!(invoice(&[weight; 3], Cents(500)), Cents(sum));
        }
    }
}
