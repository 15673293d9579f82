// Wrong: writes with `Debug`, which shows the names of the program.
// Rejected by: tests::a_missing_field_is_counted_from_one_for_people, tests::a_heavy_parcel_shows_its_weight_and_the_limit
//! The shop gets a mail with the reason why its line was refused. The error types so far have names for the program,
//! but no words for people. With `impl Error for RowError {}`, `waybill` promises that the type is a complete error.
//!
//! Task: write an `impl` of `Display` for `RowError`, with the words that the tests expect.
//! Read: <https://doc.rust-lang.org/std/error/trait.Error.html#description>

use std::error::Error;
use std::fmt;

/// The reason why a line is refused.
#[derive(Debug)]
enum RowError {
    /// There is no field at this index, counted from 0.
    MissingField(usize),
    /// This field should be a number.
    WrongNumber(String),
    /// A parcel weighs more than a van may carry.
    TooHeavy { grams: u32, limit: u32 },
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl Error for RowError {}

/// Returns the sentence for the mail. It takes any error, and uses the `Display` of it.
fn mail(line_number: usize, error: &dyn Error) -> String {
    format!("We can't accept line {line_number}: {error}.")
}

/// Returns the line for the log. It uses the `Debug`, which is for programmers.
fn log(line_number: usize, error: &dyn Error) -> String {
    format!("line={line_number} error={error:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_field_is_counted_from_one_for_people() {
        for index in [0, 1, 2, 40] {
            let expected = format!("We can't accept line 7: field {} is missing.", index + 1);
            assert_eq!(mail(7, &RowError::MissingField(index)), expected);
        }
    }

    #[test]
    fn a_wrong_number_is_shown_in_quotes() {
        for wrong in ["12x", "", "-1", "Köln"] {
            let error = RowError::WrongNumber(wrong.to_string());
            let expected = format!("We can't accept line 3: \"{wrong}\" is not a number.");
            assert_eq!(mail(3, &error), expected);
        }
    }

    #[test]
    fn a_heavy_parcel_shows_its_weight_and_the_limit() {
        for (grams, limit) in [(31_501, 31_500), (40_000, 2_000), (1, 0)] {
            let error = RowError::TooHeavy { grams, limit };
            let expected =
                format!("We can't accept line 12: {grams} g is more than the limit of {limit} g.");
            assert_eq!(mail(12, &error), expected);
        }
    }

    #[test]
    fn quotes_in_a_field_stay_as_they_are() {
        let error = RowError::WrongNumber(String::from("a \"b\""));
        assert_eq!(
            mail(1, &error),
            "We can't accept line 1: \"a \"b\"\" is not a number."
        );
    }

    #[test]
    fn the_log_keeps_the_names_of_the_program() {
        assert_eq!(
            log(7, &RowError::MissingField(2)),
            "line=7 error=MissingField(2)"
        );
        let error = RowError::TooHeavy { grams: 9, limit: 8 };
        assert_eq!(
            log(1, &error),
            "line=1 error=TooHeavy { grams: 9, limit: 8 }"
        );
    }
}
