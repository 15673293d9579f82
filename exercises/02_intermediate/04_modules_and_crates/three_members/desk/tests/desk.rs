//! You need not read these tests. They run the program.

use std::process::Command;

fn printed_by_the_desk(codes: &[&str]) -> String {
    let mut desk = Command::new(env!("CARGO_BIN_EXE_desk"));
    let output = desk.args(codes).output().expect("the program starts");
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

#[test]
fn the_desk_prints_prices() {
    let printed = printed_by_the_desk(&["HAM-42", "SYLT-1", "JUIST-7", "-1", "SYLT"]);
    let prices: Vec<&str> = printed.lines().skip(1).collect();
    assert_eq!(
        prices,
        [
            "HAM-42: 490 cents",
            "SYLT-1: 990 cents",
            "JUIST-7: 990 cents",
            "-1: no code",
            "SYLT: no code"
        ]
    );
}

#[test]
fn the_desk_has_the_version_of_the_workspace() {
    assert_eq!(printed_by_the_desk(&[]), "desk 0.5.0\n");
}
