//! You need not read these tests. They run the programs that Cargo built from this package, and they ask Cargo
//! which of them `cargo run` starts.

use std::process::Command;

fn printed_by(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{program} failed");
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

/// Returns the manifest as Cargo reads it: JSON in one line.
fn manifest_as_cargo_reads_it() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let arguments = ["metadata", "--offline", "--no-deps", "--format-version=1"];
    let output = Command::new("cargo")
        .args(arguments)
        .args(["--manifest-path", path])
        .output()
        .expect("cargo starts");
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

#[test]
fn waybill_is_the_service() {
    let printed = printed_by(env!("CARGO_BIN_EXE_waybill"), &[]);
    assert_eq!(printed, "waybill is starting\n");
}

#[test]
fn waybill_check_says_of_each_code_whether_it_is_good() {
    let codes = ["HAM-000042", "HAM-42", "KÖL-000007"];
    let printed = printed_by(env!("CARGO_BIN_EXE_waybill-check"), &codes);
    assert_eq!(
        printed,
        "HAM-000042 is good\nHAM-42 is bad\nKÖL-000007 is bad\n"
    );
}

#[test]
fn waybill_check_without_codes_says_nothing() {
    assert_eq!(printed_by(env!("CARGO_BIN_EXE_waybill-check"), &[]), "");
}

#[test]
fn cargo_run_starts_the_service() {
    let read = manifest_as_cargo_reads_it();
    assert!(
        read.contains(r#""default_run":"waybill""#),
        "there are two programs, and `cargo run` would not start the service, `waybill`"
    );
}
