//! The parts are there, and now they become a program. Scripts will call it, so its exit code counts: 0 means done, 1 means
//! that it could not do it, and 2 means that the arguments make no sense. Messages about errors go to the standard error.
//!
//! Task: connect the arguments, the tasks and the file in `src/main.rs`.
//! Read: <https://doc.rust-lang.org/book/ch12-06-writing-to-stderr-instead-of-stdout.html#printing-errors-to-standard-error>

// The file is `todo.txt` in the current folder, or the one that the variable `TODO_FILE` names.
//
// ```text
// $ todo add Buy tape
// added 1: Buy tape
// $ todo list
// [ ] 1 Buy tape
// $ todo done 1
// done 1: Buy tape
// $ todo remove 1
// removed 1: Buy tape
// $ todo done 1
// todo: there is no task 1
// ```

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{PROGRAM, Place, Run};

/// Runs the program with `TODO_FILE`, the variable that names the file.
fn with_file(place: &Place, file: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).env("TODO_FILE", file);
    place.run(command)
}

#[test]
fn add_prints_the_number_and_the_title() {
    let place = Place::new();
    place
        .todo(&["add", "Buy", "tape"])
        .ends_with(0)
        .prints("added 1: Buy tape\n");
    place
        .todo(&["add", "  Call Mr Köhler "])
        .ends_with(0)
        .prints("added 2: Call Mr Köhler\n");
    assert_eq!(place.read(), "[ ] 1 Buy tape\n[ ] 2 Call Mr Köhler\n");
}

#[test]
fn list_prints_a_line_for_each_task() {
    let place = Place::new();
    place.write("[ ] 3 Sweep\n[x] 1 Tape\n");
    let expected = "[x] 1 Tape\n[ ] 3 Sweep\n";
    place.todo(&["list"]).ends_with(0).prints(expected);
    assert_eq!(place.read(), "[ ] 3 Sweep\n[x] 1 Tape\n", "list only reads");
}

#[test]
fn list_of_no_tasks_prints_nothing() {
    let place = Place::new();
    place.todo(&["list"]).ends_with(0).prints("");
    assert!(place.names().is_empty(), "list must not create a file");
}

#[test]
fn done_and_remove_print_the_task() {
    let place = Place::new();
    for title in ["Tape", "Glue", "Ink"] {
        place.todo(&["add", title]).ends_with(0);
    }
    place
        .todo(&["done", "2"])
        .ends_with(0)
        .prints("done 2: Glue\n");
    place
        .todo(&["remove", "1"])
        .ends_with(0)
        .prints("removed 1: Tape\n");
    let expected = "[x] 2 Glue\n[ ] 3 Ink\n";
    place.todo(&["list"]).ends_with(0).prints(expected);
}

#[test]
fn the_tasks_are_kept_from_run_to_run() {
    let place = Place::new();
    for number in 1..=12 {
        let title = format!("Van {number}");
        let expected = format!("added {number}: {title}\n");
        place.todo(&["add", &title]).ends_with(0).prints(&expected);
    }
    let mut expected = String::new();
    for number in 1..=12 {
        expected.push_str(&format!("[ ] {number} Van {number}\n"));
    }
    place.todo(&["list"]).ends_with(0).prints(&expected);
}

#[test]
fn a_broken_rule_ends_with_1() {
    let place = Place::new();
    let contents = "[x] 1 Tape\n[ ] 2 Glue\n";
    place.write(contents);
    let arguments: [(&[&str], &str); 6] = [
        (&["done", "1"], "1"),
        (&["done", "77"], "77"),
        (&["remove", "77"], "77"),
        (&["remove", "0"], "0"),
        (&["add", ""], ""),
        (&["add", "Two\nlines"], ""),
    ];
    for (arguments, word) in arguments {
        let run = place.todo(arguments).ends_with(1).complains_about(word);
        assert!(run.stderr.starts_with("todo: "), "{run}");
        assert!(!run.stderr.to_lowercase().contains("usage"), "{run}");
        assert_eq!(place.read(), contents, "{run}");
    }
}

#[test]
fn arguments_that_make_no_sense_end_with_2() {
    let place = Place::new();
    place.write("[ ] 1 Tape\n");
    let arguments: [&[&str]; 4] = [&[], &["fly"], &["done", "x"], &["remove", "1", "2"]];
    for arguments in arguments {
        let run = place.todo(arguments).ends_with(2).complains_about("");
        // The message shows the usage, or says where it is: in the help.
        let message = run.stderr.to_lowercase();
        assert!(message.contains("usage") || message.contains("help"), "{run}");
        assert_eq!(place.read(), "[ ] 1 Tape\n", "{run}");
    }
}

#[test]
fn the_variable_todo_file_names_the_file() {
    let place = Place::new();
    let file = place.folder().join("night shift.txt");
    with_file(&place, &file, &["add", "Lock the gate"]).ends_with(0);
    assert_eq!(place.names(), ["night shift.txt"]);
    place.todo(&["add", "Open the gate"]).ends_with(0);
    with_file(&place, &file, &["list"]).prints("[ ] 1 Lock the gate\n");
    place.todo(&["list"]).prints("[ ] 1 Open the gate\n");
}

#[test]
fn a_damaged_file_ends_with_1_and_stays_as_it_is() {
    let place = Place::new();
    let contents = "[ ] 1 Tape\nGlue, I think\n";
    place.write(contents);
    let arguments: [&[&str]; 4] = [&["list"], &["add", "Ink"], &["done", "1"], &["remove", "1"]];
    for arguments in arguments {
        let run = place.todo(arguments).ends_with(1).complains_about("2");
        assert!(run.stderr.contains("todo.txt"), "{run}");
        assert_eq!(place.read(), contents, "{run}");
    }
}

#[test]
fn an_error_names_the_file_and_the_cause() {
    let place = Place::new();
    let nowhere = place.folder().join("nowhere").join("todo.txt");
    let run = with_file(&place, &nowhere, &["add", "Tape"])
        .ends_with(1)
        .complains_about("todo.txt");
    // The operating system's message ends with its number: (os error 2).
    assert!(run.stderr.contains("os error"), "{run}");
    fs::create_dir(place.file()).unwrap();
    let run = place
        .todo(&["list"])
        .ends_with(1)
        .complains_about("todo.txt");
    assert!(run.stderr.contains("os error"), "{run}");
}

#[test]
fn help_needs_no_file() {
    let place = Place::new();
    place.write("damaged\n");
    let run = place.todo(&["help"]).ends_with(0);
    assert!(
        run.stdout.contains("usage") || run.stdout.contains("Usage"),
        "{run}"
    );
}
