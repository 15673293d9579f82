use codes::Code;

#[test]
fn a_code_has_a_depot() {
    for (code, depot) in [("HAM-42", "HAM"), ("SYLT-0", "SYLT"), ("KÖL-007", "KÖL")] {
        assert_eq!(Code::parse(code).unwrap().depot(), depot);
    }
}

#[test]
fn two_codes_with_other_numbers_are_not_equal() {
    assert_ne!(Code::parse("HAM-42"), Code::parse("HAM-43"));
    assert_eq!(Code::parse("HAM-42"), Code::parse("HAM-042"));
}

#[test]
fn anything_else_is_no_code() {
    for wrong in ["", "HAM", "-42", "HAM-", "HAM-x", "HAM-4294967296"] {
        assert_eq!(Code::parse(wrong), None);
    }
}
