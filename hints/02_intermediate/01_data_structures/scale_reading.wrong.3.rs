// Wrong: asks only whether the string holds something, and takes 0 for an error.
// Rejected by: tests::a_good_reading_is_a_weight
//! The scale at the desk sends each weight as a string, such as `" 1250 g"`. Since last week some parcels weigh nothing, and
//! the vans are too heavy. The functions should return an error for a bad reading, but they never do.
//!
//! Task: fix `grams` and `total_grams` so that no bad reading counts as a weight.
//! Read: <https://doc.rust-lang.org/std/primitive.str.html#method.parse>

/// The reason why a reading is no weight.
#[derive(Debug, PartialEq)]
enum ReadingError {
    /// The string holds no digits, only spaces or the unit.
    Empty,
    /// The string holds something that is not a whole number from 0 to `u32::MAX`. The variant holds it, without the unit
    /// and without the spaces around it.
    NotANumber(String),
    /// The scale can't weigh more than 60 kg. The variant holds the weight in grams.
    TooHeavy(u32),
}

/// The largest weight that the scale can measure, in grams.
const MOST_GRAMS: u32 = 60_000;

/// Returns the weight in grams. The unit "g" and spaces around the number do not matter.
fn grams(reading: &str) -> Result<u32, ReadingError> {
    let number = reading.trim().trim_end_matches('g').trim_end();
    if number.is_empty() {
        return Err(ReadingError::Empty);
    }
    match number.parse().unwrap_or_default() {
        0 => Err(ReadingError::NotANumber(String::from(number))),
        grams if grams > MOST_GRAMS => Err(ReadingError::TooHeavy(grams)),
        grams => Ok(grams),
    }
}

/// Returns the sum of all readings in grams, or the error of the first bad reading.
fn total_grams(readings: &[&str]) -> Result<u64, ReadingError> {
    let mut sum = 0;
    for reading in readings {
        match grams(reading) {
            Ok(grams) => sum += u64::from(grams),
            Err(error) => return Err(error),
        }
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn not_a_number(reading: &str) -> Result<u32, ReadingError> {
        Err(ReadingError::NotANumber(String::from(reading)))
    }

    #[test]
    fn a_good_reading_is_a_weight() {
        for weight in [0, 1, 1_250, 59_999] {
            assert_eq!(grams(&format!("{weight}")), Ok(weight));
            assert_eq!(grams(&format!("  {weight} g ")), Ok(weight));
            assert_eq!(grams(&format!("{weight}g")), Ok(weight));
        }
    }

    #[test]
    fn the_largest_weight_is_60_kg() {
        assert_eq!(grams("60000 g"), Ok(MOST_GRAMS));
        assert_eq!(grams("60001 g"), Err(ReadingError::TooHeavy(60_001)));
        assert_eq!(
            grams("4294967295"),
            Err(ReadingError::TooHeavy(u32::MAX)),
            "it is a number, but a large one"
        );
    }

    #[test]
    fn a_reading_without_digits_is_empty() {
        assert_eq!(grams(""), Err(ReadingError::Empty));
        assert_eq!(grams("   "), Err(ReadingError::Empty));
        assert_eq!(grams(" g "), Err(ReadingError::Empty));
    }

    #[test]
    fn any_other_reading_is_not_a_number() {
        assert_eq!(grams(" 12x g"), not_a_number("12x"));
        assert_eq!(grams("1.5 g"), not_a_number("1.5"));
        assert_eq!(grams("-3"), not_a_number("-3"));
        assert_eq!(grams("ERR 7 g"), not_a_number("ERR 7"));
        assert_eq!(grams("4294967296 g"), not_a_number("4294967296"));
    }

    #[test]
    fn good_readings_have_a_sum() {
        assert_eq!(total_grams(&[]), Ok(0));
        assert_eq!(total_grams(&["100 g", "20g", "3"]), Ok(123));
        let many = vec!["60000 g"; 100_000];
        assert_eq!(total_grams(&many), Ok(6_000_000_000));
    }

    #[test]
    fn one_bad_reading_leaves_no_sum() {
        assert_eq!(
            total_grams(&["100 g", "x", "3"]),
            Err(ReadingError::NotANumber(String::from("x")))
        );
        assert_eq!(total_grams(&["100 g", ""]), Err(ReadingError::Empty));
    }

    #[test]
    fn the_first_bad_reading_counts() {
        assert_eq!(
            total_grams(&["1", "70000", "", "x"]),
            Err(ReadingError::TooHeavy(70_000))
        );
        assert_eq!(total_grams(&["", "70000"]), Err(ReadingError::Empty));
    }
}
