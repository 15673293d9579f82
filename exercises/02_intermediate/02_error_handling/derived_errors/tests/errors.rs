use derived_errors::{NoRoom, RowError, Vans, load_line};
use std::error::Error;

/// Returns the words of the error of a line, and the words of its source.
fn words(line: &str) -> (String, Option<String>) {
    let error = load_line(&mut Vans { room: 12 }, line).unwrap_err();
    let source = error.source().map(|source| source.to_string());
    (error.to_string(), source)
}

#[test]
fn a_good_line_is_loaded() {
    let mut vans = Vans { room: 12 };
    for (grams, parcels) in [(700, 2), (0, 0), (31_500, 10)] {
        let line = format!("HAM;{grams};{parcels}");
        assert_eq!(load_line(&mut vans, &line), Ok(parcels));
    }
    assert_eq!(vans.room, 0);
}

#[test]
fn a_missing_field_has_words_and_no_source() {
    assert_eq!(words("HAM;700"), (String::from("field 3 is missing"), None));
    assert_eq!(words("HAM"), (String::from("field 2 is missing"), None));
}

#[test]
fn a_wrong_weight_has_its_number_as_the_source() {
    for wrong in ["", "7OO", "4294967296"] {
        let source = wrong.parse::<u32>().unwrap_err().to_string();
        let expected = (String::from("the weight is not a number"), Some(source));
        assert_eq!(words(&format!("HAM;{wrong};2")), expected);
    }
}

#[test]
fn a_wrong_number_of_parcels_has_its_number_as_the_source() {
    for wrong in ["", "12x", "-1"] {
        let source = wrong.parse::<u32>().unwrap_err().to_string();
        let expected = (
            String::from("the number of parcels is not a number"),
            Some(source),
        );
        assert_eq!(words(&format!("HAM;700;{wrong}")), expected);
    }
}

#[test]
fn a_heavy_parcel_has_its_weight_and_the_limit_in_its_words() {
    for grams in [31_501, 40_000, u32::MAX] {
        let expected = format!("{grams} g is more than the limit of 31500 g");
        assert_eq!(words(&format!("HAM;{grams};2")), (expected, None));
    }
    let error = RowError::TooHeavy { grams: 9, limit: 8 };
    assert_eq!(error.to_string(), "9 g is more than the limit of 8 g");
}

#[test]
fn full_vans_have_the_error_of_the_vans_as_the_source() {
    let expected = String::from("the vans are full");
    let source = String::from("13 parcels do not fit into 12 places");
    assert_eq!(words("HAM;700;13"), (expected, Some(source)));
}

#[test]
fn the_error_of_the_vans_becomes_the_error_of_the_row() {
    let full = NoRoom {
        parcels: 13,
        room: 12,
    };
    let mut vans = Vans { room: 12 };
    assert_eq!(
        load_line(&mut vans, "HAM;700;13"),
        Err(RowError::Vans(full))
    );
    assert_eq!(vans.room, 12);
}
