//! A shop called: its line 4 was refused because of a wrong number, but the line has two numbers. After that call
//! the error got a variant for each of them, and somebody wrote a `From` for each variant.
//!
//! Task: let `read_order` choose the variant for each field, without a `From`.
//! Read: <https://doc.rust-lang.org/std/result/enum.Result.html#method.map_err>

use std::num::ParseIntError;

/// The reason why a line is refused.
#[derive(Debug, PartialEq)]
enum RowError {
    /// There is no field at this index, counted from 0.
    MissingField(usize),
    /// The weight is not a number.
    Grams(ParseIntError),
    /// The number of parcels is not a number.
    Parcels(ParseIntError),
}

/// An order of a shop. `grams` is the weight of each of its `parcels`.
#[derive(Debug, PartialEq)]
struct Order {
    depot: String,
    grams: u32,
    parcels: u32,
}

/// Returns the field at `index`, counted from 0.
fn field(line: &str, index: usize) -> Result<&str, RowError> {
    line.split(';')
        .nth(index)
        .ok_or(RowError::MissingField(index))
}

/// Reads a line such as `HAM;700;2`.
fn read_order(line: &str) -> Result<Order, RowError> {
    // A variant with a value in it is also a function: `RowError::Grams` makes a `RowError` from a `ParseIntError`.
    // `map_err(|cause| RowError::Grams(cause))` means the same.
    Ok(Order {
        depot: field(line, 0)?.to_string(),
        grams: field(line, 1)?.parse().map_err(RowError::Grams)?,
        parcels: field(line, 2)?.parse().map_err(RowError::Parcels)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause_of(wrong: &str) -> ParseIntError {
        wrong.parse::<u32>().unwrap_err()
    }

    #[test]
    fn a_good_line_is_an_order() {
        for (depot, grams, parcels) in [("HAM", 700, 2), ("KÖL", 0, u32::MAX), ("", 31_500, 0)] {
            let order = Order {
                depot: depot.to_string(),
                grams,
                parcels,
            };
            assert_eq!(read_order(&format!("{depot};{grams};{parcels}")), Ok(order));
        }
    }

    #[test]
    fn a_wrong_weight_says_that_it_is_the_weight() {
        for wrong in ["", "7OO", "-1", "4294967296"] {
            let refused = Err(RowError::Grams(cause_of(wrong)));
            assert_eq!(read_order(&format!("HAM;{wrong};2")), refused);
        }
    }

    #[test]
    fn a_wrong_number_of_parcels_says_that_it_is_the_number() {
        for wrong in ["", "12x", "1.5", "4294967296"] {
            let refused = Err(RowError::Parcels(cause_of(wrong)));
            assert_eq!(read_order(&format!("HAM;700;{wrong}")), refused);
        }
    }

    #[test]
    fn the_first_wrong_field_decides() {
        assert_eq!(
            read_order("HAM;7OO;12x"),
            Err(RowError::Grams(cause_of("7OO")))
        );
        assert_eq!(read_order("HAM;;"), Err(RowError::Grams(cause_of(""))));
    }

    #[test]
    fn a_missing_field_is_named_by_its_index() {
        assert_eq!(read_order("HAM;700"), Err(RowError::MissingField(2)));
        assert_eq!(read_order("HAM"), Err(RowError::MissingField(1)));
    }
}
