//! Tests of `todo list --due`.

use std::fs;
use std::process;

use crate::common::program;

const TASKS: &str = "\
[ ] 1 Buy a tree due:2026-12-23
[ ] 2 Lock the gate due:2026-12-24
[x] 3 Count the vans due:2025-12-31
[ ] 4 Sweep the yard
[ ] 5 Paint the vans due:soon due:2027-01-02
";

/// Runs the program with the tasks above, and returns its exit code and its output.
fn todo(test: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let name = format!("todo-yours-{}-{test}", process::id());
    let file = std::env::temp_dir().join(name);
    fs::write(&file, TASKS).unwrap();
    let output = program()
        .args(arguments)
        .env("TODO_FILE", &file)
        .output()
        .unwrap();
    fs::remove_file(file).unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    (output.status.code(), stdout)
}

/// Asserts that the tasks with these numbers are listed.
#[track_caller]
fn assert_lists(test: &str, options: &[&str], numbers: &[usize]) {
    let lines: Vec<&str> = TASKS.lines().collect();
    let expected: String = numbers
        .iter()
        .map(|number| format!("{}\n", lines[number - 1]))
        .collect();
    assert_eq!(
        todo(test, &[&["list"], options].concat()),
        (Some(0), expected)
    );
}

#[test]
fn due_lists_the_tasks_up_to_this_day() {
    assert_lists("up-to", &["--due", "2026-12-23"], &[1, 3]);
    assert_lists("up-to", &["--due", "2026-12-24"], &[1, 2, 3]);
    assert_lists("up-to", &["--due", "2099-01-01"], &[1, 2, 3, 5]);
    assert_lists("up-to", &["--due", "2025-12-30"], &[]);
}

#[test]
fn due_goes_with_the_other_options() {
    assert_lists("others", &["--open", "--due", "2026-12-24"], &[1, 2]);
    assert_lists(
        "others",
        &["--due", "2027-01-02", "--find", "vans"],
        &[3, 5],
    );
}

#[test]
fn due_needs_a_date() {
    for date in [
        "tomorrow",
        "24.12.2026",
        "2026-12-2",
        "2026-1-024",
        "",
        "2026-12-24x",
        "2026_12_24",
    ] {
        let (code, stdout) = todo("needs", &["list", "--due", date]);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{date}");
    }
    assert_eq!(todo("needs", &["list", "--due"]).0, Some(2));
}
