//! Runs the program that Cargo built from this package, and reads what it prints.

use std::process::Command;

fn printed() -> String {
    // Without any variables in its environment: where the program is used, there is no Cargo.
    let output = Command::new(env!("CARGO_BIN_EXE_waybill"))
        .env_clear()
        .output()
        .expect("the program starts");
    assert!(
        output.status.success(),
        "the program failed:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("the program prints text")
}

#[test]
fn prints_its_name_and_version_first() {
    assert_eq!(printed().lines().next(), Some("waybill 0.1.0"));
}

#[test]
fn prints_the_first_label_after_that() {
    assert_eq!(printed().lines().nth(1), Some("first label: HAM-000042"));
}

#[test]
fn prints_nothing_else() {
    assert_eq!(printed().lines().count(), 2);
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

#[test]
fn leaves_the_version_to_the_manifest() {
    let mut code = include_str!("../src/main.rs")
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    assert!(
        !code.any(|line| line.contains("0.1.0")),
        "src/main.rs repeats the version that is written in Cargo.toml"
    );
}
