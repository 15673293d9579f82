use returns::parcel::{Parcel, parse};
use returns::refund_cents;
use std::process::Command;

#[test]
fn a_line_has_a_code_and_a_price() {
    let parcel = Parcel {
        code: String::from("HAM-42"),
        price_cents: 1_990,
    };
    assert_eq!(parse("HAM-42 1990"), Some(parcel));
    assert_eq!(parse("HAM-42"), None);
    assert_eq!(parse("HAM-42 x"), None);
}

#[test]
fn the_freight_is_not_paid_back() {
    for (price, refund) in [(1_990, 1_500), (491, 1), (490, 0), (100, 0)] {
        let parcel = parse(&format!("HAM-42 {price}")).unwrap();
        assert_eq!(refund_cents(&parcel), refund);
    }
}

#[test]
fn the_program_prints_a_line_for_each_parcel() {
    let program = env!("CARGO_BIN_EXE_returns");
    let output = Command::new(program)
        .args(["HAM-42 1990", "BRE-7", "KOL-9 500"])
        .output();
    let printed = String::from_utf8(output.unwrap().stdout).unwrap();
    assert_eq!(
        printed,
        "HAM-42: 1500 cents\nBRE-7: scan again\nKOL-9: 10 cents\n"
    );
}

// You need not read this test. It looks into src/main.rs.
#[test]
fn the_program_has_no_copy_of_the_library() {
    let code = include_str!("../src/main.rs").lines();
    let code: Vec<&str> = code.map(|line| line.split("//").next().unwrap()).collect();
    let code = code.join("\n");
    for copy in ["mod ", "struct ", "490", "split_once"] {
        assert!(!code.contains(copy), "src/main.rs has `{copy}`");
    }
}
