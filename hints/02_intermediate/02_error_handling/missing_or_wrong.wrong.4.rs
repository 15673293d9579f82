// Wrong: makes an `Option` of the whole result, and the import has no reason any more.
// Rejected by: E0308
//! A line of the night import has three fields: `HAM;700;2` is an order of two parcels for the depot HAM, with 700
//! grams each. A field can be missing, or it can be wrong. The import must say which of the two happened. The
//! dashboard shows a weight or nothing, and needs no reason.
//!
//! Task: change the two marked lines so that each function returns the type of its signature.
//! Read: <https://doc.rust-lang.org/std/option/enum.Option.html#method.ok_or>

/// The reason why a line is refused.
#[derive(Debug, PartialEq)]
enum RowError {
    MissingField,
    WrongNumber,
}

/// Returns the field at `index`, counted from 0, or `None` if the line is too short.
fn field(line: &str, index: usize) -> Option<&str> {
    line.split(';').nth(index)
}

/// Returns the weight of one parcel in grams, for the import.
fn grams(line: &str) -> Option<u32> {
    let field = field(line, 1)?;
    // `map_err` replaces the error of a `Result`, and leaves an `Ok` as it is.
    field.parse().ok()
}

/// Returns the weight of one parcel in kilograms, for the dashboard.
fn shown_kilograms(line: &str) -> Option<f64> {
    let field = field(line, 1)?;
    let grams: f64 = field.parse().ok()?;
    Some(grams / 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weight_is_the_second_field() {
        for weight in [0, 1, 700, u32::MAX] {
            assert_eq!(grams(&format!("HAM;{weight};2")), Ok(weight));
            assert_eq!(grams(&format!("KÖL;{weight}")), Ok(weight));
        }
    }

    #[test]
    fn the_import_learns_that_a_field_is_missing() {
        for short in ["HAM", "", "KÖL-2"] {
            assert_eq!(grams(short), Err(RowError::MissingField), "{short:?}");
        }
    }

    #[test]
    fn the_import_learns_that_a_number_is_wrong() {
        for wrong in ["HAM;7OO;2", "HAM;;2", ";", "HAM;-1;2", "HAM;4294967296;2"] {
            assert_eq!(grams(wrong), Err(RowError::WrongNumber), "{wrong:?}");
        }
    }

    #[test]
    fn the_dashboard_shows_kilograms() {
        assert_eq!(shown_kilograms("HAM;0;1"), Some(0.0));
        assert_eq!(shown_kilograms("HAM;700;2"), Some(0.7));
        assert_eq!(shown_kilograms("HAM;31500"), Some(31.5));
    }

    #[test]
    fn the_dashboard_shows_nothing_when_there_is_no_weight() {
        for line in ["HAM", "", "HAM;7OO;2", "HAM;;2"] {
            assert_eq!(shown_kilograms(line), None, "{line:?}");
        }
    }
}
