//! The fee of an order comes from three steps, and each one fails with another type: a whole number, a price with a
//! decimal point, and a check of the import itself. The caller only writes the error into the log. It needs no enum.
//!
//! Task: change `fee` and its errors so that every failure arrives as a `Box<dyn Error>`.
//! Read: <https://doc.rust-lang.org/rust-by-example/error/multiple_error_types/boxing_errors.html#boxing-errors>

use std::error::Error;
use std::fmt;
use std::num::{ParseFloatError, ParseIntError};

/// The error of an order that no van can carry.
#[derive(Debug)]
struct TooHeavy {
    grams: u32,
}

impl fmt::Display for TooHeavy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} g is too heavy for a van", self.grams)
    }
}

// TODO: promise that `TooHeavy` is a complete error.

/// Returns the weight itself if a van can carry it.
fn checked(grams: u32) -> Result<u32, TooHeavy> {
    if grams <= 31_500 {
        Ok(grams)
    } else {
        Err(TooHeavy { grams })
    }
}

fn whole_number(field: &str) -> Result<u32, ParseIntError> {
    field.parse()
}

fn decimal_number(field: &str) -> Result<f64, ParseFloatError> {
    field.parse()
}

/// Returns the fee in euros. `grams` is the weight, and `price` is the price of 1 kg in euros.
// TODO: change the type of the error, and the line that still does not fit after that.
fn fee(grams: &str, price: &str) -> Result<f64, ParseIntError> {
    let grams = checked(whole_number(grams)?)?;
    let price = decimal_number(price)?;
    if price < 0.0 {
        return Err("the price is negative");
    }
    Ok(f64::from(grams) / 1_000.0 * price)
}

/// Returns the line for the log.
fn log_line(result: Result<f64, Box<dyn Error>>) -> String {
    match result {
        Ok(euros) => format!("fee {euros:.2}"),
        Err(error) => format!("no fee: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_order_has_a_fee() {
        for (grams, price, expected) in [
            ("700", "2.5", "1.75"),
            ("31500", "1", "31.50"),
            ("0", "9", "0.00"),
        ] {
            assert_eq!(log_line(fee(grams, price)), format!("fee {expected}"));
        }
    }

    #[test]
    fn a_wrong_weight_is_in_the_log() {
        for wrong in ["", "7OO", "-1"] {
            let words = wrong.parse::<u32>().unwrap_err();
            assert_eq!(log_line(fee(wrong, "2.5")), format!("no fee: {words}"));
        }
    }

    #[test]
    fn a_wrong_price_is_in_the_log() {
        for wrong in ["", "2,50", "2.5 EUR"] {
            let words = wrong.parse::<f64>().unwrap_err();
            assert_eq!(log_line(fee("700", wrong)), format!("no fee: {words}"));
        }
    }

    #[test]
    fn a_heavy_order_is_in_the_log() {
        for grams in [31_501, 40_000, u32::MAX] {
            let expected = format!("no fee: {grams} g is too heavy for a van");
            assert_eq!(log_line(fee(&grams.to_string(), "2.5")), expected);
        }
    }

    #[test]
    fn a_heavy_order_keeps_its_type_in_the_box() {
        let error: Box<dyn Error> = fee("40000", "2.5").unwrap_err();
        assert!(
            error.is::<TooHeavy>(),
            "the box holds something else: {error:?}"
        );
    }

    #[test]
    fn a_negative_price_is_in_the_log() {
        assert_eq!(
            log_line(fee("700", "-0.01")),
            "no fee: the price is negative"
        );
        assert_eq!(log_line(fee("700", "0")), "fee 0.00");
    }
}
