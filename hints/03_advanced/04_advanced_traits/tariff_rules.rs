//! Checkpoint: associated types (3.4.1), trait objects (3.4.2), operators (3.4.3) and conversions (3.4.4). A tariff
//! is a row of rules. Each rule gets the price so far and the weight of the parcel, and returns a new price. Each
//! shop can bring rules of its own.
//!
//! Task: write the trait `Rule` and all types that the tests use.
//! Read: <https://doc.rust-lang.org/book/ch18-02-trait-objects.html#using-trait-objects-to-abstract-over-shared-behavior>

use std::ops::{Add, Mul};

/// An amount of money, in cents. It is as small as a number, and `Copy` like a number.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct Cents(u32);

impl Add for Cents {
    type Output = Cents;

    fn add(self, other: Cents) -> Cents {
        Cents(self.0 + other.0)
    }
}

impl Mul<u32> for Cents {
    type Output = Cents;

    fn mul(self, times: u32) -> Cents {
        Cents(self.0 * times)
    }
}

/// A weight that is allowed, in grams.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Grams(u32);

/// The reason why a field is no weight.
#[derive(Debug, PartialEq)]
enum WeightError {
    Form(String),
    TooHeavy(u32),
}

// A field can be wrong, so there is a `TryFrom` and no `From`.
impl TryFrom<&str> for Grams {
    type Error = WeightError;

    fn try_from(field: &str) -> Result<Grams, WeightError> {
        let number = field
            .strip_suffix(" g")
            .and_then(|number| number.parse().ok());
        match number {
            Some(grams) if grams <= 31_500 => Ok(Grams(grams)),
            Some(grams) => Err(WeightError::TooHeavy(grams)),
            None => Err(WeightError::Form(field.to_string())),
        }
    }
}

// A weight is always a number.
impl From<Grams> for u32 {
    fn from(grams: Grams) -> u32 {
        grams.0
    }
}

/// A rule of a tariff. All its methods fit into the table of a trait object.
trait Rule {
    /// Returns the new price of a parcel with this weight. `price` is the price so far.
    fn apply(&self, price: Cents, weight: Grams) -> Cents;
}

/// Adds the same amount for each parcel.
struct Flat(Cents);

/// Adds an amount for each kilogram that has begun.
struct PerKilo(Cents);

/// Limits the price.
struct AtMost(Cents);

impl Rule for Flat {
    fn apply(&self, price: Cents, _weight: Grams) -> Cents {
        price + self.0
    }
}

impl Rule for PerKilo {
    fn apply(&self, price: Cents, weight: Grams) -> Cents {
        price + self.0 * weight.0.div_ceil(1000)
    }
}

impl Rule for AtMost {
    fn apply(&self, price: Cents, _weight: Grams) -> Cents {
        Cents(price.0.min(self.0.0))
    }
}

/// Rules, one after the other.
#[derive(Default)]
struct Tariff {
    rules: Vec<Box<dyn Rule>>,
}

impl Tariff {
    /// Adds a rule at the end.
    fn with(mut self, rule: impl Rule + 'static) -> Tariff {
        self.rules.push(Box::new(rule));
        self
    }

    /// Returns the price of a parcel.
    fn price(&self, weight: Grams) -> Cents {
        self.apply(Cents(0), weight)
    }
}

impl From<Vec<Box<dyn Rule>>> for Tariff {
    fn from(rules: Vec<Box<dyn Rule>>) -> Tariff {
        Tariff { rules }
    }
}

// A tariff is a rule made of rules.
impl Rule for Tariff {
    fn apply(&self, price: Cents, weight: Grams) -> Cents {
        self.rules
            .iter()
            .fold(price, |price, rule| rule.apply(price, weight))
    }
}

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
