// Wrong: lets the program use `todo.txt` in the current folder, which all tests share.
// Rejected by: my_tests_leave_nothing_in_the_current_folder
//! Tests of the program as a process: arguments and a file go in, an exit code and two outputs come out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use crate::common::program;

/// Returns an empty folder for one test. Tests run at the same time, and `cargo test` may run twice at the same time, so the
/// path has the name of the test and the id of the process.
fn folder(test: &str) -> PathBuf {
    let name = format!("todo-check-{}-{test}", process::id());
    let folder = std::env::temp_dir().join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs the program in a folder, and returns its exit code and both outputs.
fn todo(_folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = program()
        .args(arguments)
        .output()
        .unwrap();
    (
        output.status.code().expect("no signal has killed it"),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// Asserts all three results of a run that went well.
#[track_caller]
fn assert_prints(folder: &Path, arguments: &[&str], stdout: &str) {
    let expected = (0, stdout.to_string(), String::new());
    assert_eq!(todo(folder, arguments), expected, "{arguments:?}");
}

/// Asserts that a run failed with this code, and that only the standard error has a message.
#[track_caller]
fn assert_fails(folder: &Path, arguments: &[&str], code: i32, word: &str) {
    let (found, stdout, stderr) = todo(folder, arguments);
    assert_eq!((found, stdout.as_str()), (code, ""), "{arguments:?}");
    assert!(stderr.contains(word), "{arguments:?}: {stderr}");
}

#[test]
fn tasks_are_added_and_listed_in_order() {
    let folder = folder("added");
    assert_prints(&folder, &["list"], "");
    assert_prints(&folder, &["add", "Buy tape"], "added 1: Buy tape\n");
    assert_prints(
        &folder,
        &["add", "Ask Mr Köhler"],
        "added 2: Ask Mr Köhler\n",
    );
    assert_prints(&folder, &["list"], "[ ] 1 Buy tape\n[ ] 2 Ask Mr Köhler\n");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_task_is_marked_and_removed() {
    let folder = folder("marked");
    assert_prints(&folder, &["add", "Tape"], "added 1: Tape\n");
    assert_prints(&folder, &["add", "Glue"], "added 2: Glue\n");
    assert_prints(&folder, &["done", "1"], "done 1: Tape\n");
    assert_prints(&folder, &["list"], "[x] 1 Tape\n[ ] 2 Glue\n");
    assert_prints(&folder, &["list", "--open"], "[ ] 2 Glue\n");
    assert_prints(&folder, &["remove", "1"], "removed 1: Tape\n");
    assert_prints(&folder, &["list"], "[ ] 2 Glue\n");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_task_that_is_not_there_is_an_error() {
    let folder = folder("not-there");
    assert_fails(&folder, &["done", "7"], 1, "7");
    assert_fails(&folder, &["remove", "7"], 1, "7");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn arguments_that_make_no_sense_are_refused() {
    let folder = folder("no-sense");
    for arguments in [&["fly"][..], &["done", "fly"], &["list", "fly"]] {
        assert_fails(&folder, arguments, 2, "fly");
    }
    fs::remove_dir_all(folder).unwrap();
}
