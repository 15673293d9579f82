//! These tests run the program as a process, as a script would.

use std::process::Command;

/// Returns the exit status of the program, and its lines on standard output and standard error.
fn weigh(arguments: &[&str]) -> (Option<i32>, String, String) {
    let program = env!("CARGO_BIN_EXE_weigh");
    let ran = Command::new(program).args(arguments).output().unwrap();
    let lines = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (ran.status.code(), lines(ran.stdout), lines(ran.stderr))
}

fn failed(status: i32, words: &str) -> (Option<i32>, String, String) {
    (Some(status), String::new(), format!("weigh: {words}\n"))
}

#[test]
fn a_sum_is_on_standard_output() {
    for (arguments, grams) in [
        (vec!["700"], 700),
        (vec!["700", "300", "0"], 1_000),
        (vec!["1200000"], 1_200_000),
    ] {
        let expected = (Some(0), format!("{grams} g\n"), String::new());
        assert_eq!(weigh(&arguments), expected);
    }
}

#[test]
fn a_wrong_weight_has_words_and_status_1() {
    for wrong in ["7OO", "", "-1", "Köln"] {
        let words = format!("`{wrong}` is not a number of grams");
        assert_eq!(weigh(&["700", wrong, "x"]), failed(1, &words));
    }
}

#[test]
fn a_heavy_sum_has_words_and_status_1() {
    let refused = weigh(&["4294967295", "4294967295"]);
    assert_eq!(refused, failed(1, "8589934590 g is too heavy for a van"));
    let refused = weigh(&["1200000", "1"]);
    assert_eq!(refused, failed(1, "1200001 g is too heavy for a van"));
}

#[test]
fn a_wrong_call_has_words_and_status_2() {
    assert_eq!(
        weigh(&[]),
        failed(2, "name at least one weight, such as `weigh 700`")
    );
}
