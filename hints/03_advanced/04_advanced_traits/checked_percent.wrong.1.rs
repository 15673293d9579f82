// Wrong: keeps `From`, and numbers above 100 become 100 percent.
// Rejected by: E0277, E0271
//! A discount is a `Percent` between 0 and 100. A colleague wrote `From` for numbers that are fine, and `TryFrom`
//! for those that are not. The compiler says that the two impls conflict, and a third conversion is written the
//! wrong way around.
//!
//! Task: change the impls, so that no number above 100 becomes a `Percent` and each `Percent` becomes a number.
//! Read: <https://doc.rust-lang.org/std/convert/trait.TryFrom.html#examples>

/// A number between 0 and 100.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Percent(u8);

/// The number is above 100.
#[derive(Debug, PartialEq)]
struct TooMuch(u8);

impl From<u8> for Percent {
    fn from(number: u8) -> Percent {
        Percent(number.min(100))
    }
}

impl From<Percent> for u8 {
    fn from(percent: Percent) -> u8 {
        percent.0
    }
}

/// Returns the price after a discount, in cents. `discount` is a number of percent from a form.
fn discounted(cents: u32, discount: u8) -> Result<u32, TooMuch> {
    let percent = Percent::try_from(discount)?;
    let rest = 100 - u32::from(u8::from(percent));
    Ok(cents / 100 * rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_up_to_100_are_percent() {
        for number in 0..=100 {
            let percent = Percent::try_from(number);
            assert_eq!(percent, Ok(Percent(number)));
        }
    }

    #[test]
    fn numbers_above_100_are_an_error() {
        for number in 101..=u8::MAX {
            let percent: Result<Percent, TooMuch> = number.try_into();
            assert_eq!(percent, Err(TooMuch(number)));
        }
    }

    #[test]
    fn each_percent_is_a_number() {
        for number in [0, 1, 50, 100] {
            let percent = Percent::try_from(number).unwrap();
            assert_eq!(u8::from(percent), number);
            let into: u8 = percent.into();
            assert_eq!(into, number);
        }
    }

    #[test]
    fn a_discount_is_subtracted() {
        assert_eq!(discounted(1000, 0), Ok(1000));
        assert_eq!(discounted(1000, 25), Ok(750));
        assert_eq!(discounted(1000, 100), Ok(0));
        assert_eq!(discounted(1000, 101), Err(TooMuch(101)));
    }
}
