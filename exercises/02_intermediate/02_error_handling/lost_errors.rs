//! On Friday a shop ordered `12x` parcels. The import stored an order of 0 parcels and reported success. A van
//! drove 90 kilometres, loaded nothing, and delivered it undamaged. All tests with good lines pass, but each of the
//! three functions loses an error in its own way.
//!
//! Task: change each function so that the caller gets every error.
//! Read: <https://doc.rust-lang.org/book/ch09-02-recoverable-errors-with-result.html#propagating-errors>

/// The reason why a line is refused.
#[derive(Debug, PartialEq)]
enum RowError {
    WrongNumber,
    NoRoom,
}

/// The vans of the night. `room` is the number of parcels that still fit.
struct Vans {
    room: u32,
}

impl Vans {
    /// Loads parcels. If there is no room for all of them, it loads none and returns `NoRoom`.
    fn load(&mut self, parcels: u32) -> Result<(), RowError> {
        self.room = self.room.checked_sub(parcels).ok_or(RowError::NoRoom)?;
        Ok(())
    }
}

/// Returns the number of parcels in a line such as `HAM;700;2`. The third field can be missing: then it is 1 parcel.
// TODO: find the lost error.
fn parcels(line: &str) -> Result<u32, RowError> {
    match line.split(';').nth(2) {
        None => Ok(1),
        Some(field) => Ok(field.parse().unwrap_or_default()),
    }
}

/// Returns the number of parcels in all lines together, or the error of the first bad line.
// TODO: find the lost error here, too.
fn all_parcels(lines: &[&str]) -> Result<u32, RowError> {
    let mut sum = 0;
    for line in lines {
        if let Ok(number) = parcels(line) {
            sum += number;
        }
    }
    Ok(sum)
}

/// Loads the parcels of a line, and returns their number.
// TODO: find the third one.
fn load_line(vans: &mut Vans, line: &str) -> Result<u32, RowError> {
    let number = parcels(line)?;
    let _ = vans.load(number);
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_field_is_the_number_of_parcels() {
        for number in [0, 1, 12, u32::MAX] {
            assert_eq!(parcels(&format!("HAM;700;{number}")), Ok(number));
        }
    }

    #[test]
    fn without_a_third_field_it_is_one_parcel() {
        assert_eq!(parcels("HAM;700"), Ok(1));
        assert_eq!(parcels(""), Ok(1));
    }

    #[test]
    fn a_wrong_number_is_an_error() {
        for wrong in ["12x", "", "-1", "1.5", "4294967296"] {
            let line = format!("HAM;700;{wrong}");
            assert_eq!(parcels(&line), Err(RowError::WrongNumber), "{line}");
        }
    }

    #[test]
    fn all_lines_are_counted_together() {
        assert_eq!(all_parcels(&[]), Ok(0));
        assert_eq!(all_parcels(&["HAM;700;2", "KÖL;90", "BER;5;40"]), Ok(43));
    }

    #[test]
    fn one_bad_line_is_an_error_of_them_all() {
        for lines in [["HAM;700;12x", "KÖL;90"], ["KÖL;90", "HAM;700;"]] {
            assert_eq!(all_parcels(&lines), Err(RowError::WrongNumber), "{lines:?}");
        }
    }

    #[test]
    fn a_line_is_loaded_when_it_fits() {
        let mut vans = Vans { room: 10 };
        assert_eq!(load_line(&mut vans, "HAM;700;4"), Ok(4));
        assert_eq!(load_line(&mut vans, "HAM;700;6"), Ok(6));
        assert_eq!(vans.room, 0);
    }

    #[test]
    fn a_line_that_does_not_fit_is_an_error() {
        let mut vans = Vans { room: 10 };
        assert_eq!(load_line(&mut vans, "HAM;700;11"), Err(RowError::NoRoom));
        assert_eq!(vans.room, 10);
        assert_eq!(load_line(&mut vans, "HAM;700;10"), Ok(10));
        assert_eq!(load_line(&mut vans, "HAM;700"), Err(RowError::NoRoom));
    }

    #[test]
    fn a_bad_line_is_not_loaded() {
        let mut vans = Vans { room: 10 };
        assert_eq!(
            load_line(&mut vans, "HAM;700;12x"),
            Err(RowError::WrongNumber)
        );
        assert_eq!(vans.room, 10);
    }
}
