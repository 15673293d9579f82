//! These tests run the whole program. You need not read them.

use std::path::Path;
use std::process::Command;

fn night_import(arguments: &[&Path]) -> (Option<i32>, String, String) {
    let program = env!("CARGO_BIN_EXE_night_import");
    let ran = Command::new(program).args(arguments).output().unwrap();
    let lines = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (ran.status.code(), lines(ran.stdout), lines(ran.stderr))
}

#[test]
fn the_program_prints_orders_and_reasons() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("orders");
    std::fs::write(&path, "HAM;700;2\nKÖL;x\n").unwrap();
    let printed = String::from("2 x 700 g for HAM\n");
    let reason = "line 2 is refused: the weight is not a number: invalid digit found in string\n";
    assert_eq!(
        night_import(&[&path]),
        (Some(1), printed, reason.to_string())
    );
    std::fs::write(&path, "HAM;700;2\n").unwrap();
    assert_eq!(night_import(&[&path]).0, Some(0));
}

#[test]
fn without_a_file_the_program_says_why() {
    let words = String::from("night_import: name a file of orders\n");
    assert_eq!(night_import(&[]), (Some(2), String::new(), words));
    let missing = Path::new(env!("CARGO_TARGET_TMPDIR")).join("missing");
    let (status, _, words) = night_import(&[&missing]);
    assert_eq!(status, Some(2));
    assert!(words.starts_with(&format!("night_import: reading {}: ", missing.display())));
}
