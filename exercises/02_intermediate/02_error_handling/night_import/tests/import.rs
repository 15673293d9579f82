use night_import::{LineError, Order, RowError, import, read_order, reasons};
use std::error::Error;
use std::num::ParseIntError;

fn order(depot: &str, grams: u32, parcels: u32) -> Order {
    Order {
        depot: depot.to_string(),
        grams,
        parcels,
    }
}

fn cause_of(wrong: &str) -> ParseIntError {
    wrong.parse::<u32>().unwrap_err()
}

#[test]
fn a_line_is_a_depot_a_weight_and_a_number_of_parcels() {
    for (depot, grams, parcels) in [("HAM", 700, 2), ("KÖL", 1, u32::MAX), ("BRE", 31_500, 1)] {
        let line = format!("{depot};{grams};{parcels}");
        assert_eq!(read_order(&line), Ok(order(depot, grams, parcels)));
    }
    assert_eq!(read_order(" HAM ; 700 ; 2 "), Ok(order("HAM", 700, 2)));
    assert_eq!(read_order("HAM;700;2;more"), Ok(order("HAM", 700, 2)));
}

#[test]
fn without_a_number_of_parcels_it_is_one_parcel() {
    assert_eq!(read_order("HAM;700"), Ok(order("HAM", 700, 1)));
}

#[test]
fn an_empty_depot_or_a_missing_weight_is_a_missing_field() {
    assert_eq!(read_order("HAM"), Err(RowError::MissingField("weight")));
    assert_eq!(read_order(";700;2"), Err(RowError::MissingField("depot")));
    assert_eq!(read_order(" ;700;2"), Err(RowError::MissingField("depot")));
    assert_eq!(read_order(""), Err(RowError::MissingField("depot")));
}

#[test]
fn a_wrong_weight_is_named_as_the_weight() {
    for wrong in ["", "7OO", "-1", "4294967296"] {
        let refused = Err(RowError::Grams(cause_of(wrong)));
        assert_eq!(read_order(&format!("HAM;{wrong};x")), refused);
    }
}

#[test]
fn a_wrong_number_of_parcels_is_an_error_and_not_one_parcel() {
    for wrong in ["", "12x", "1.5"] {
        let refused = Err(RowError::Parcels(cause_of(wrong)));
        assert_eq!(read_order(&format!("HAM;700;{wrong}")), refused);
    }
}

#[test]
fn a_parcel_above_31500_grams_is_too_heavy() {
    for grams in [31_501, 40_000, u32::MAX] {
        let refused = Err(RowError::TooHeavy(grams));
        assert_eq!(read_order(&format!("HAM;{grams};2")), refused);
    }
}

#[test]
fn each_error_has_words_for_people() {
    let words = |error: RowError| error.to_string();
    assert_eq!(
        words(RowError::MissingField("depot")),
        "the depot is missing"
    );
    assert_eq!(
        words(RowError::MissingField("weight")),
        "the weight is missing"
    );
    assert_eq!(
        words(RowError::Grams(cause_of("x"))),
        "the weight is not a number"
    );
    let parcels = RowError::Parcels(cause_of("x"));
    assert_eq!(words(parcels), "the number of parcels is not a number");
    assert_eq!(words(RowError::TooHeavy(31_501)), "31501 g is too heavy");
    let line = LineError {
        line: 7,
        cause: RowError::TooHeavy(31_501),
    };
    assert_eq!(line.to_string(), "line 7 is refused");
}

#[test]
fn each_error_keeps_its_cause_as_the_source() {
    for error in [
        RowError::Grams(cause_of("")),
        RowError::Parcels(cause_of("")),
    ] {
        let source = error.source().map(|source| source.to_string());
        assert_eq!(source, Some(cause_of("").to_string()));
        let words = error.to_string();
        let line = LineError {
            line: 1,
            cause: error,
        };
        assert_eq!(line.source().map(|source| source.to_string()), Some(words));
    }
    assert!(RowError::MissingField("depot").source().is_none());
    assert!(RowError::TooHeavy(1).source().is_none());
}

#[test]
fn a_file_has_all_its_orders_and_all_its_errors() {
    let (orders, refused) = import("HAM;700;2\nKÖL;7OO;1\nBRE;90\n\nHAM;40000;1\nKÖL;5;5\n");
    assert_eq!(
        orders,
        [
            order("HAM", 700, 2),
            order("BRE", 90, 1),
            order("KÖL", 5, 5)
        ]
    );
    let expected = [
        LineError {
            line: 2,
            cause: RowError::Grams(cause_of("7OO")),
        },
        LineError {
            line: 5,
            cause: RowError::TooHeavy(40_000),
        },
    ];
    assert_eq!(refused, expected);
}

#[test]
fn empty_lines_and_comments_are_counted_and_not_read() {
    let (orders, refused) = import("# orders of Friday\n\n   \nHAM;700\n# end\n?\n");
    assert_eq!(orders, [order("HAM", 700, 1)]);
    let cause = RowError::MissingField("weight");
    assert_eq!(refused, [LineError { line: 6, cause }]);
    assert_eq!(import(""), (Vec::new(), Vec::new()));
}

#[test]
fn reasons_are_the_words_of_an_error_and_of_all_its_causes() {
    for wrong in ["", "7OO", "99999999999"] {
        let number = cause_of(wrong);
        assert_eq!(reasons(&number), number.to_string());
        let expected = format!("line 3 is refused: the weight is not a number: {number}");
        let error = LineError {
            line: 3,
            cause: RowError::Grams(number),
        };
        assert_eq!(reasons(&error), expected);
    }
    let error = LineError {
        line: 4,
        cause: RowError::MissingField("depot"),
    };
    assert_eq!(reasons(&error), "line 4 is refused: the depot is missing");
}
