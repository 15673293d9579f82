//! The tasks must still be there tomorrow, so they go into a file: a line for each task, as it is printed. Somebody will
//! edit this file by hand, and some day it will be unreadable. The program must not take that for an empty to-do list.
//!
//! Task: write `load`, `save` and `StoreError` in a module `store` of the library.
//! Read: <https://doc.rust-lang.org/std/io/enum.ErrorKind.html#variant.NotFound>

// The file of two tasks. The second one is done:
//
//     [ ] 1 Buy tape
//     [x] 2 Call Mr Köhler

mod common;

use std::error::Error;
use std::io;

use common::Place;
use todo::store::{StoreError, load, save};
use todo::tasks::{TaskError, Tasks};

/// Returns the tasks as lines.
fn lines(tasks: &Tasks) -> Vec<String> {
    tasks.iter().map(|task| task.to_string()).collect()
}

#[test]
fn a_missing_file_is_an_empty_list() {
    let place = Place::new();
    let tasks = load(&place.file()).unwrap();
    assert_eq!(tasks.iter().count(), 0);
    assert!(place.names().is_empty(), "load must not create the file");
}

#[test]
fn a_task_is_a_line() {
    let place = Place::new();
    let mut tasks = Tasks::new();
    save(&place.file(), &tasks).unwrap();
    assert_eq!(place.read(), "");
    tasks.add("Buy tape").unwrap();
    tasks.add("Call Mr Köhler").unwrap();
    tasks.done(2).unwrap();
    save(&place.file(), &tasks).unwrap();
    assert_eq!(place.read(), "[ ] 1 Buy tape\n[x] 2 Call Mr Köhler\n");
}

#[test]
fn save_replaces_the_old_contents() {
    let place = Place::new();
    let mut tasks = Tasks::new();
    tasks.add("A long title that is removed").unwrap();
    tasks.add("b").unwrap();
    save(&place.file(), &tasks).unwrap();
    tasks.remove(1).unwrap();
    save(&place.file(), &tasks).unwrap();
    assert_eq!(place.read(), "[ ] 2 b\n");
}

#[test]
fn load_returns_what_was_saved() {
    let titles = [
        "Tape",
        "2 rolls",
        "[x] 9 no",
        "two  spaces",
        "a\ttab",
        "Öl für Köln",
        "x",
        "] [",
        "#1",
        "🚚 van 12",
        "done",
    ];
    let place = Place::new();
    let mut tasks = Tasks::new();
    for round in 0..50 {
        let number = tasks.add(titles[round % titles.len()]).unwrap();
        if round % 3 == 0 {
            tasks.done(number).unwrap();
        }
        if round % 7 == 5 {
            tasks.remove(number - 2).unwrap();
        }
        save(&place.file(), &tasks).unwrap();
        let mut loaded = load(&place.file()).unwrap();
        assert_eq!(lines(&loaded), lines(&tasks));
        for (old, new) in tasks.iter().zip(loaded.iter()) {
            assert_eq!(
                (old.number(), old.title(), old.is_done()),
                (new.number(), new.title(), new.is_done())
            );
        }
        assert_eq!(loaded.add("Next"), Ok(number + 1));
    }
}

#[test]
fn the_rules_hold_for_loaded_tasks_too() {
    let place = Place::new();
    place.write("[ ] 2 Buy tape\n[x] 5 Call\n");
    let mut tasks = load(&place.file()).unwrap();
    assert_eq!(tasks.done(5).unwrap_err(), TaskError::AlreadyDone(5));
    assert_eq!(tasks.done(1).unwrap_err(), TaskError::NoSuchTask(1));
    assert_eq!(tasks.remove(2).unwrap().title(), "Buy tape");
}

#[test]
fn reads_a_file_that_somebody_has_edited() {
    let place = Place::new();
    place.write("\n[ ] 7 Last\r\n\n  \n[x] 2 First\n[ ] 5   In between");
    let tasks = load(&place.file()).unwrap();
    let expected = ["[x] 2 First", "[ ] 5 In between", "[ ] 7 Last"];
    assert_eq!(lines(&tasks), expected);
}

#[test]
fn a_line_that_makes_no_sense_is_an_error() {
    for bad in [
        "Buy tape",
        "[ ] Buy tape",
        "[-] 1 Buy tape",
        "[X] 1 Buy tape",
        "[ ] 9",
        "[ ] 9 ",
        "[ ] 9   ",
        "[ ]9 Tape",
        "[] 9 Tape",
        "[ ] -9 Tape",
        "[ ] 9.5 Tape",
        "9 Tape",
        "[ ] 4294967296 Tape",
        "[",
        "[x",
    ] {
        let place = Place::new();
        let contents = format!("[ ] 1 Tape\n\n{bad}\n[ ] 2 Glue\n");
        place.write(&contents);
        let error = load(&place.file()).unwrap_err();
        assert!(
            matches!(error, StoreError::BadLine { number: 3, .. }),
            "{bad}: {error:?}"
        );
        let message = error.to_string();
        assert!(message.contains('3'), "{message}");
        assert!(message.contains("todo.txt"), "{message}");
        assert_eq!(place.read(), contents);
    }
}

#[test]
fn a_number_that_is_there_twice_is_an_error() {
    let place = Place::new();
    place.write("[ ] 1 Tape\n[ ] 2 Glue\n[ ] 3 Ink\n[x] 2 Paper\n");
    let error = load(&place.file()).unwrap_err();
    assert!(
        matches!(error, StoreError::BadLine { number: 4, .. }),
        "{error:?}"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_with_its_cause() {
    let place = Place::new();
    // A folder can't be read as a file.
    let error = load(place.folder()).unwrap_err();
    assert!(matches!(error, StoreError::Io { .. }), "{error:?}");
    let cause = error.source().expect("the io::Error is the source");
    assert!(cause.is::<io::Error>(), "{cause:?}");
    let folder = place.folder().file_name().unwrap().to_str().unwrap();
    assert!(
        error.to_string().contains(folder),
        "the message names the file: {error}"
    );
}

#[test]
fn a_file_that_is_not_utf_8_is_an_error() {
    let place = Place::new();
    std::fs::write(place.file(), b"[ ] 1 K\xf6ln\n").unwrap();
    let error = load(&place.file()).unwrap_err();
    assert!(matches!(error, StoreError::Io { .. }), "{error:?}");
}

#[test]
fn a_file_that_cannot_be_written_is_an_error() {
    let place = Place::new();
    let nowhere = place.folder().join("no such folder").join("todo.txt");
    let error = save(&nowhere, &Tasks::new()).unwrap_err();
    assert!(matches!(error, StoreError::Io { .. }), "{error:?}");
    assert!(error.source().is_some());
    assert!(error.to_string().contains("todo.txt"), "{error}");
}
