// Wrong: builds the sum by hand, and so goes around the check.
// Rejected by: tests::two_parcels_together_are_checked_too
//! Five functions of `waybill` check whether a weight is allowed, and a sixth one forgot it. A type can keep the
//! promise for all of them. If only a check can make a `Weight`, then every `Weight` is allowed.
//!
//! Task: write the types `Weight` and `WeightError` in the module `weight`, as the tests use them.
//! Read: <https://doc.rust-lang.org/book/ch09-03-to-panic-or-not-to-panic.html#custom-types-for-validation>

// A module has private parts. Code outside of it can use only the types, functions and fields with `pub`.
mod weight {
    use std::error::Error;
    use std::fmt;

    const LIMIT: u32 = 31_500;

    /// The weight of a parcel, from 1 g to 31,500 g.
    #[derive(Debug, PartialEq)]
    pub struct Weight {
        grams: u32, // without `pub`: only this module can write `Weight { grams: 0 }`
    }

    /// The reason why something is not a weight.
    #[derive(Debug, PartialEq)]
    pub enum WeightError {
        Zero,
        TooHeavy(u32),
        NotANumber(String),
    }

    impl Weight {
        /// Checks a number of grams. All other functions call this one, so the check is in one place.
        pub fn new(grams: u32) -> Result<Weight, WeightError> {
            match grams {
                0 => Err(WeightError::Zero),
                1..=LIMIT => Ok(Weight { grams }),
                _ => Err(WeightError::TooHeavy(grams)),
            }
        }

        /// Reads a field. Later: the trait `FromStr`, so that callers can write `field.parse()`.
        pub fn parse(field: &str) -> Result<Weight, WeightError> {
            let grams = field
                .trim()
                .parse()
                .map_err(|_| WeightError::NotANumber(field.to_string()))?;
            Weight::new(grams)
        }

        /// Returns the number of grams.
        pub fn grams(&self) -> u32 {
            self.grams
        }

        /// Returns the weight of two parcels together, if that is still allowed.
        pub fn together(&self, other: &Weight) -> Result<Weight, WeightError> {
            Ok(Weight {
                grams: self.grams + other.grams,
            })
        }
    }

    impl fmt::Display for WeightError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                WeightError::Zero => write!(f, "a parcel can't weigh 0 g"),
                WeightError::TooHeavy(grams) => {
                    write!(f, "{grams} g is above the limit of {LIMIT} g")
                }
                WeightError::NotANumber(field) => write!(f, "`{field}` is not a number of grams"),
            }
        }
    }

    impl Error for WeightError {}
}

use weight::{Weight, WeightError};

/// Returns the fee of a parcel in cents. It checks nothing, because every `Weight` is allowed.
fn fee_cents(weight: &Weight) -> u32 {
    290 + weight.grams() / 100
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error;

    #[test]
    fn an_allowed_number_of_grams_is_a_weight() {
        for grams in [1, 2, 700, 31_499, 31_500] {
            let weight = Weight::new(grams).unwrap();
            assert_eq!(weight.grams(), grams);
            assert_eq!(fee_cents(&weight), 290 + grams / 100);
        }
    }

    #[test]
    fn no_weight_is_0_grams() {
        assert_eq!(Weight::new(0), Err(WeightError::Zero));
    }

    #[test]
    fn no_weight_is_above_31500_grams() {
        for grams in [31_501, 40_000, u32::MAX] {
            assert_eq!(Weight::new(grams), Err(WeightError::TooHeavy(grams)));
        }
    }

    #[test]
    fn a_field_is_read_and_checked() {
        assert_eq!(Weight::parse("700"), Weight::new(700));
        assert_eq!(Weight::parse(" 31500 ").unwrap().grams(), 31_500);
        assert_eq!(Weight::parse("0"), Err(WeightError::Zero));
        assert_eq!(Weight::parse("31501"), Err(WeightError::TooHeavy(31_501)));
    }

    #[test]
    fn a_field_that_is_no_number_is_an_error_with_the_field_as_it_came() {
        for wrong in ["", "7OO", "-1", " 700 g", "4294967296"] {
            let refused = Err(WeightError::NotANumber(wrong.to_string()));
            assert_eq!(Weight::parse(wrong), refused);
        }
    }

    #[test]
    fn two_parcels_together_are_checked_too() {
        for (one, other) in [(700, 300), (31_499, 1), (1, 1)] {
            let (one, other) = (Weight::new(one).unwrap(), Weight::new(other).unwrap());
            let together = one.together(&other).unwrap();
            assert_eq!(together.grams(), one.grams() + other.grams());
        }
        let heavy = Weight::new(31_500).unwrap();
        let light = Weight::new(1).unwrap();
        assert_eq!(heavy.together(&light), Err(WeightError::TooHeavy(31_501)));
        assert_eq!(heavy.together(&heavy), Err(WeightError::TooHeavy(63_000)));
    }

    #[test]
    fn each_error_has_words() {
        let words = |error: WeightError| -> String {
            let error: Box<dyn Error> = error.into();
            error.to_string()
        };
        assert_eq!(words(WeightError::Zero), "a parcel can't weigh 0 g");
        assert_eq!(
            words(WeightError::TooHeavy(31_501)),
            "31501 g is above the limit of 31500 g"
        );
        let wrong = WeightError::NotANumber(String::from("7OO"));
        assert_eq!(words(wrong), "`7OO` is not a number of grams");
    }
}
