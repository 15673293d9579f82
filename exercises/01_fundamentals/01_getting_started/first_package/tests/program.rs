//! You need not read these tests. They run the program that Cargo built from this package.

use std::process::Command;

#[test]
fn prints_the_first_label() {
    let output = Command::new(env!("CARGO_BIN_EXE_waybill")).output();
    let printed = output.expect("the program starts").stdout;
    assert_eq!(
        String::from_utf8_lossy(&printed),
        "first label: HAM-000042\n"
    );
}

#[test]
fn has_the_version_0_1_0() {
    assert_eq!(env!("CARGO_PKG_VERSION"), "0.1.0");
}

#[test]
fn is_written_in_the_edition_2024() {
    let mut manifest = include_str!("../Cargo.toml").lines();
    assert!(
        manifest.any(|line| line
            .replace([' ', '"', '\''], "")
            .starts_with("edition=2024")),
        "Cargo.toml names no edition, or another one"
    );
}
