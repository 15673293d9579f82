//! Checkpoint: associated types (3.4.1), trait objects (3.4.2), operators (3.4.3) and conversions (3.4.4). A tariff
//! is a row of rules. Each rule gets the price so far and the weight of the parcel, and returns a new price. Each
//! shop can bring rules of its own.
//!
//! Task: write the trait `Rule` and all types that the tests use.
//! Read: <https://doc.rust-lang.org/book/ch18-02-trait-objects.html#using-trait-objects-to-abstract-over-shared-behavior>

// TODO: write the trait `Rule` and the types `Cents`, `Grams`, `WeightError`, `Flat`, `PerKilo`, `AtMost` and
// `Tariff`.
//
// A field such as `700 g` is a weight: a number, a space and a `g`. It is an error if it has another form, or if
// the weight is above 31,500 g. `PerKilo` counts each kilogram that has begun. A tariff begins with 0 cents.

#[cfg(test)]
mod tests {
    use super::{AtMost, Cents, Flat, Grams, PerKilo, Rule, Tariff, WeightError};

    fn grams(grams: u32) -> Grams {
        Grams::try_from(format!("{grams} g").as_str()).unwrap()
    }

    #[test]
    fn prices_can_be_added_and_multiplied() {
        for (one, other) in [(0, 0), (290, 100), (1, 31_500)] {
            let (a, b) = (Cents(one), Cents(other));
            assert_eq!(a + b, Cents(one + other));
            assert_eq!(a * 3, Cents(one * 3));
            assert_eq!(a + a, Cents(one * 2), "a price can be used twice");
        }
        assert!(Cents(1) < Cents(2));
    }

    #[test]
    fn a_field_can_become_a_weight() {
        for number in [0, 1, 999, 31_500] {
            assert_eq!(u32::from(grams(number)), number);
        }
        let weight: Result<Grams, WeightError> = "700 g".try_into();
        assert_eq!(weight, Ok(grams(700)));
    }

    #[test]
    fn other_fields_are_no_weights() {
        for field in [
            "", "700", "700g", "g", " g", "x g", "-1 g", "700 kg", "700 g g",
        ] {
            let error = WeightError::Form(field.to_string());
            assert_eq!(Grams::try_from(field), Err(error));
        }
        for number in [31_501, u32::MAX] {
            let field = format!("{number} g");
            assert_eq!(
                Grams::try_from(field.as_str()),
                Err(WeightError::TooHeavy(number))
            );
        }
    }

    #[test]
    fn each_rule_makes_a_new_price() {
        let price = Cents(500);
        assert_eq!(Flat(Cents(90)).apply(price, grams(1)), Cents(590));
        for (weight, kilos) in [(0, 0), (1, 1), (1000, 1), (1001, 2), (31_500, 32)] {
            assert_eq!(
                PerKilo(Cents(10)).apply(price, grams(weight)),
                Cents(500 + 10 * kilos)
            );
        }
        for (limit, expected) in [(499, 499), (500, 500), (501, 500)] {
            assert_eq!(AtMost(Cents(limit)).apply(price, grams(1)), Cents(expected));
        }
    }

    #[test]
    fn a_tariff_applies_its_rules_in_their_order() {
        let tariff = Tariff::default()
            .with(Flat(Cents(290)))
            .with(PerKilo(Cents(100)))
            .with(AtMost(Cents(600)))
            .with(Flat(Cents(5)));
        for (weight, price) in [
            (0, 295),
            (500, 395),
            (2000, 495),
            (3001, 605),
            (20_000, 605),
        ] {
            assert_eq!(tariff.price(grams(weight)), Cents(price));
        }
        assert_eq!(Tariff::default().price(grams(700)), Cents(0));
    }

    #[test]
    fn a_shop_can_bring_a_rule_of_its_own() {
        struct HeavyTwice;
        impl Rule for HeavyTwice {
            fn apply(&self, price: Cents, weight: Grams) -> Cents {
                if u32::from(weight) > 10_000 {
                    price * 2
                } else {
                    price
                }
            }
        }
        let rules: Vec<Box<dyn Rule>> = vec![Box::new(Flat(Cents(300))), Box::new(HeavyTwice)];
        let tariff = Tariff::from(rules).with(HeavyTwice);
        assert_eq!(tariff.price(grams(10_000)), Cents(300));
        assert_eq!(tariff.price(grams(10_001)), Cents(1200));
    }

    #[test]
    fn a_tariff_is_a_rule_itself() {
        let inner = Tariff::default()
            .with(Flat(Cents(50)))
            .with(PerKilo(Cents(10)));
        let outer = Tariff::default()
            .with(Flat(Cents(200)))
            .with(inner)
            .with(AtMost(Cents(275)));
        assert_eq!(outer.price(grams(1500)), Cents(270));
        assert_eq!(outer.price(grams(9000)), Cents(275));
    }
}
