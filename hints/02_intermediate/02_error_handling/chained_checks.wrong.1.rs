// Wrong: takes the number out with `?`, and wraps the check again.
// Rejected by: E0308
//! One step of the import follows the other: read a number, check it, and find the way to the customer. Each step
//! can fail, and some can be left out. The methods of `Result` and `Option` connect such steps.
//!
//! Task: change the three functions so that each chain ends in the type of its signature, and no reason is lost.
//! Read: <https://doc.rust-lang.org/std/result/enum.Result.html#method.and_then>

/// The reason why a line is refused.
#[derive(Debug, PartialEq)]
enum RowError {
    WrongNumber,
    TooHeavy(u32),
}

/// The reason why a way has no length.
#[derive(Debug, PartialEq)]
enum WayError {
    UnknownPostcode(u32),
    DamagedTable,
}

/// The ways that are known already: pairs of a postcode and kilometres. A table of more than 3 ways is damaged.
struct Table {
    ways: Vec<(u32, u32)>,
}

impl Table {
    /// Returns the kilometres to a postcode.
    fn kilometres(&self, postcode: u32) -> Result<u32, WayError> {
        if self.ways.len() > 3 {
            return Err(WayError::DamagedTable);
        }
        for (known, kilometres) in &self.ways {
            if *known == postcode {
                return Ok(*kilometres);
            }
        }
        Err(WayError::UnknownPostcode(postcode))
    }
}

/// Asks the map service for the kilometres to a postcode. It knows postcodes from 20000 to 59999.
fn map_service(postcode: u32) -> Result<u32, WayError> {
    match postcode {
        20_000..=59_999 => Ok(postcode / 100),
        _ => Err(WayError::UnknownPostcode(postcode)),
    }
}

fn number(field: &str) -> Result<u32, RowError> {
    field.parse().map_err(|_| RowError::WrongNumber)
}

/// Returns the weight itself if a van can carry it.
fn allowed(grams: u32) -> Result<u32, RowError> {
    if grams <= 31_500 {
        Ok(grams)
    } else {
        Err(RowError::TooHeavy(grams))
    }
}

/// Reads the weight of a parcel in grams, and checks it.
fn checked_grams(field: &str) -> Result<u32, RowError> {
    let grams = number(field)?;
    Ok(allowed(grams))
}

/// Reads the insured value of a parcel in cents. The field can be missing: then there is no value. If the field is
/// there, it must be a number.
fn insured_cents(field: Option<&str>) -> Result<Option<u32>, RowError> {
    field.map(number).transpose()
}

/// Returns the kilometres to a postcode: from the table, or from the map service if the table does not know the
/// postcode. If the table is damaged, it does not ask the service, and returns the error of the table.
fn kilometres(table: &Table, postcode: u32) -> Result<u32, WayError> {
    table.kilometres(postcode).or_else(|error| match error {
        WayError::UnknownPostcode(_) => map_service(postcode),
        damaged => Err(damaged),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_read_and_checked() {
        for grams in [0, 1, 700, 31_500] {
            assert_eq!(checked_grams(&grams.to_string()), Ok(grams));
        }
        for grams in [31_501, 40_000, u32::MAX] {
            let refused = Err(RowError::TooHeavy(grams));
            assert_eq!(checked_grams(&grams.to_string()), refused);
        }
    }

    #[test]
    fn a_wrong_weight_is_not_checked() {
        for wrong in ["7OO", "", "-1"] {
            assert_eq!(checked_grams(wrong), Err(RowError::WrongNumber));
        }
    }

    #[test]
    fn an_insured_value_can_be_missing() {
        assert_eq!(insured_cents(None), Ok(None));
        for cents in [0, 5_000, u32::MAX] {
            let field = cents.to_string();
            assert_eq!(insured_cents(Some(&field)), Ok(Some(cents)));
        }
    }

    #[test]
    fn a_wrong_value_is_not_a_missing_one() {
        for wrong in ["", "50 EUR", "-1"] {
            assert_eq!(insured_cents(Some(wrong)), Err(RowError::WrongNumber));
        }
    }

    #[test]
    fn a_way_in_the_table_comes_from_the_table() {
        let table = Table {
            ways: vec![(20_095, 7), (99_999, 600), (1, 0)],
        };
        for (postcode, way) in [(20_095, 7), (99_999, 600), (1, 0)] {
            assert_eq!(kilometres(&table, postcode), Ok(way));
        }
    }

    #[test]
    fn a_way_that_is_not_in_the_table_comes_from_the_map_service() {
        let table = Table {
            ways: vec![(20_095, 7)],
        };
        for postcode in [20_000, 20_096, 50_667, 59_999] {
            assert_eq!(kilometres(&table, postcode), Ok(postcode / 100));
        }
    }

    #[test]
    fn a_postcode_that_nobody_knows_is_an_error() {
        let table = Table { ways: Vec::new() };
        for postcode in [0, 19_999, 60_000] {
            let unknown = Err(WayError::UnknownPostcode(postcode));
            assert_eq!(kilometres(&table, postcode), unknown);
        }
    }

    #[test]
    fn nobody_asks_the_map_service_because_of_a_damaged_table() {
        let table = Table {
            ways: vec![(20_095, 7); 4],
        };
        for postcode in [20_095, 50_667, 0] {
            let damaged = Err(WayError::DamagedTable);
            assert_eq!(kilometres(&table, postcode), damaged);
        }
    }
}
