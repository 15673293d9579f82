// Wrong: leaves the check out, and the compiler is content.
// Rejected by: tests::a_weight_is_read_and_checked
//! The import reads a number, and then checks it. If an order names no depot, it asks the map service for the nearest
//! one. Each question to the map service costs money, and the bill of last month was high.
//!
//! Task: change the three functions so that they compile and ask the map service only when it is needed.
//! Read: <https://doc.rust-lang.org/std/result/enum.Result.html#method.and_then>

/// The reason why a line is refused.
#[derive(Debug, PartialEq)]
enum RowError {
    WrongNumber,
    TooHeavy(u32),
    NoDepot,
}

/// The map service. It counts the questions.
struct Maps {
    questions: u32,
}

impl Maps {
    /// Returns the depot that is nearest to a postcode, if there is one.
    fn nearest_depot(&mut self, postcode: u32) -> Option<String> {
        self.questions += 1;
        match postcode {
            20_000..30_000 => Some(String::from("HAM")),
            50_000..60_000 => Some(String::from("KÖL")),
            _ => None,
        }
    }

    /// Returns the road from the central depot to a postcode in kilometres.
    fn kilometres(&mut self, postcode: u32) -> u32 {
        self.questions += 1;
        postcode / 100
    }
}

fn number(field: &str) -> Result<u32, RowError> {
    field.parse().map_err(|_| RowError::WrongNumber)
}

/// Returns the weight itself if a van may carry it.
fn allowed(grams: u32) -> Result<u32, RowError> {
    if grams <= 31_500 {
        Ok(grams)
    } else {
        Err(RowError::TooHeavy(grams))
    }
}

/// Reads the weight of a parcel in grams, and checks it.
fn checked_grams(field: &str) -> Result<u32, RowError> {
    number(field)
}

/// Returns the depot of an order: the one that the shop named, or else the nearest one.
fn depot(named: Option<&str>, postcode: u32, maps: &mut Maps) -> Result<String, RowError> {
    let named = named.map(String::from);
    named
        .or_else(|| maps.nearest_depot(postcode))
        .ok_or(RowError::NoDepot)
}

/// Returns the fee of an order in cents: the one that was agreed with the shop, or else 3 cents for each kilometre.
fn fee_cents(agreed: Option<u32>, postcode: u32, maps: &mut Maps) -> u32 {
    agreed.unwrap_or_else(|| maps.kilometres(postcode) * 3)
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
    fn a_wrong_number_is_not_checked() {
        for wrong in ["7OO", "", "-1"] {
            assert_eq!(checked_grams(wrong), Err(RowError::WrongNumber));
        }
    }

    #[test]
    fn a_named_depot_costs_no_question() {
        let mut maps = Maps { questions: 0 };
        for named in ["BRE", "KÖL", ""] {
            assert_eq!(depot(Some(named), 20_095, &mut maps), Ok(named.to_string()));
        }
        assert_eq!(maps.questions, 0);
    }

    #[test]
    fn without_a_name_the_nearest_depot_is_taken() {
        let mut maps = Maps { questions: 0 };
        assert_eq!(depot(None, 20_095, &mut maps), Ok(String::from("HAM")));
        assert_eq!(depot(None, 50_667, &mut maps), Ok(String::from("KÖL")));
        assert_eq!(maps.questions, 2);
    }

    #[test]
    fn far_away_there_is_no_depot() {
        let mut maps = Maps { questions: 0 };
        assert_eq!(depot(None, 99_999, &mut maps), Err(RowError::NoDepot));
        assert_eq!(maps.questions, 1);
    }

    #[test]
    fn an_agreed_fee_costs_no_question() {
        let mut maps = Maps { questions: 0 };
        for fee in [0, 490, u32::MAX] {
            assert_eq!(fee_cents(Some(fee), 50_667, &mut maps), fee);
        }
        assert_eq!(maps.questions, 0);
    }

    #[test]
    fn without_an_agreement_the_road_decides() {
        let mut maps = Maps { questions: 0 };
        assert_eq!(fee_cents(None, 50_667, &mut maps), 1_518);
        assert_eq!(fee_cents(None, 0, &mut maps), 0);
        assert_eq!(maps.questions, 2);
    }
}
