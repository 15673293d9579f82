//! The course has tested your program so far, and now you test it yourself, from outside, as a process. A test is good if it
//! fails when the program is wrong. So the course runs your tests with your program and with ten that have a fault each.
//!
//! Task: write tests of the program in `checks/program.rs`.
//! Read: <https://doc.rust-lang.org/std/process/struct.Command.html#method.output>

mod common;

/// Your tests. They are a module of this file, so `crate::common::program` is the function that they use.
#[path = "../checks/program.rs"]
mod program;

use common::{Place, run_tests};

/// Returns the names of your tests.
fn names() -> Vec<String> {
    let place = Place::new();
    let (_, printed) = run_tests(&["program::", "--list"], None, place.folder());
    let names = printed
        .lines()
        .filter_map(|line| line.strip_suffix(": test"));
    names.map(String::from).collect()
}

/// Asserts that at least one of your tests fails with a program that has this fault. `$right` is the right program.
#[track_caller]
fn assert_noticed(fault: &str) {
    let noticed = names().iter().any(|name| {
        let place = Place::new();
        !run_tests(&["--exact", name], Some(fault), place.folder()).0
    });
    assert!(
        noticed,
        "all of your tests pass with this program:\n{fault}"
    );
}

#[test]
fn my_tests_pass_one_by_one() {
    let names = names();
    assert!(!names.is_empty(), "there is no test in checks/program.rs");
    for name in names {
        let place = Place::new();
        let arguments = ["--exact", "--include-ignored", &name];
        let (passed, printed) = run_tests(&arguments, None, place.folder());
        assert!(passed, "{printed}");
    }
}

#[test]
fn my_tests_leave_nothing_in_the_current_folder() {
    let place = Place::new();
    run_tests(&["program::"], None, place.folder());
    let expected: [&str; 0] = [];
    assert_eq!(place.names(), expected);
}

#[test]
fn notices_a_program_that_always_ends_with_0() {
    assert_noticed(r#""$right" "$@"; exit 0"#);
}

#[test]
fn notices_a_program_that_ends_with_1_when_the_arguments_make_no_sense() {
    assert_noticed(r#""$right" "$@"; code=$?; [ $code -eq 2 ] && exit 1; exit $code"#);
}

#[test]
fn notices_a_program_that_prints_errors_to_the_standard_output() {
    assert_noticed(r#"exec "$right" "$@" 2>&1"#);
}

#[test]
fn notices_a_program_that_prints_nothing() {
    assert_noticed(r#"exec "$right" "$@" >/dev/null"#);
}

#[test]
fn notices_a_program_that_forgets_everything_between_two_runs() {
    assert_noticed(r#"rm -f "${TODO_FILE:-todo.txt}"; exec "$right" "$@""#);
}

#[test]
fn notices_a_title_that_is_cut_after_the_first_word() {
    assert_noticed(
        r#"if [ "$1" = add ] && [ $# -gt 1 ]; then exec "$right" add "${2%% *}"; fi
        exec "$right" "$@""#,
    );
}

#[test]
fn notices_that_done_removes_the_task() {
    assert_noticed(
        r#""$right" "$@"; code=$?
        if [ "$1" = done ] && [ $code -eq 0 ]; then "$right" remove "$2" >/dev/null; fi
        exit $code"#,
    );
}

#[test]
fn notices_that_remove_keeps_the_task() {
    assert_noticed(
        r#"file="${TODO_FILE:-todo.txt}"
        if [ "$1" != remove ]; then exec "$right" "$@"; fi
        old=$(cat "$file"); "$right" "$@"; code=$?
        printf '%s\n' "$old" >"$file"; exit $code"#,
    );
}

#[test]
fn notices_a_list_in_the_wrong_order() {
    assert_noticed(
        r#"if [ "$1" = list ]; then "$right" "$@" | sort -r; else exec "$right" "$@"; fi"#,
    );
}

#[test]
fn notices_a_list_that_ignores_its_options() {
    assert_noticed(r#"if [ "$1" = list ]; then exec "$right" list; fi; exec "$right" "$@""#);
}
