//! The depot has its to-do list on a sheet of paper, and the wind took it twice this month. You write a program that
//! keeps it: `todo add Buy tape`, `todo list`, `todo done 3`, `todo remove 3` and `todo help`. Before it can do
//! anything, it must understand its arguments.
//!
//! Task: complete `parse` in `src/arguments.rs`.
//! Read: <https://doc.rust-lang.org/book/ch12-01-accepting-command-line-arguments.html#saving-the-argument-values-in-variables>

mod common;

use common::Place;

/// The names of all commands.
const COMMANDS: [&str; 5] = ["add", "list", "done", "remove", "help"];

#[test]
fn help_names_every_command() {
    let help = Place::new().todo(&["help"]).ends_with(0);
    for command in COMMANDS {
        assert!(
            help.stdout.contains(command),
            "{command} is missing\n{help}"
        );
    }
    assert_eq!(help.stderr, "");
}

#[test]
fn every_command_is_understood() {
    let arguments: [&[&str]; 5] = [
        &["add", "Buy tape"],
        &["list"],
        &["done", "3"],
        &["remove", "4294967295"],
        &["help"],
    ];
    for arguments in arguments {
        let run = Place::new().todo(arguments);
        // A later stage may end with 1, because there is no such task. 2 would mean: not understood.
        assert!(matches!(run.code, Some(0 | 1)), "{run}");
    }
}

#[test]
fn all_words_after_add_are_the_title() {
    let titles: [&[&str]; 5] = [
        &["Tape"],
        &["Buy", "tape"],
        &["Buy tape"],
        &["Call", "Mr", "Köhler", "at", "10"],
        &["help", "list", "done"],
    ];
    for title in titles {
        let run = Place::new().todo(&[&["add"], title].concat()).ends_with(0);
        assert!(run.stdout.contains(&title.join(" ")), "{run}");
    }
}

#[test]
fn a_missing_command_is_refused() {
    let run = Place::new().todo(&[]).ends_with(2).complains_about("");
    assert!(run.stderr.to_lowercase().contains("usage"), "{run}");
}

#[test]
fn an_unknown_command_is_refused() {
    for word in ["fly", "LIST", "Add", "adds", "lis", "3"] {
        Place::new()
            .todo(&[word])
            .ends_with(2)
            .complains_about(word);
        Place::new()
            .todo(&[word, "1"])
            .ends_with(2)
            .complains_about(word);
    }
}

#[test]
fn add_needs_a_title() {
    Place::new().todo(&["add"]).ends_with(2).complains_about("");
}

#[test]
fn done_and_remove_need_a_number() {
    for command in ["done", "remove"] {
        Place::new()
            .todo(&[command])
            .ends_with(2)
            .complains_about("");
        for word in [
            "tape",
            "1.5",
            "-1",
            "1st",
            "4294967296",
            "99999999999999999999",
        ] {
            Place::new()
                .todo(&[command, word])
                .ends_with(2)
                .complains_about(word);
        }
        Place::new()
            .todo(&[command, ""])
            .ends_with(2)
            .complains_about("");
    }
}

#[test]
fn words_that_are_too_much_are_refused() {
    let arguments: [&[&str]; 4] = [
        &["list", "everything"],
        &["help", "me"],
        &["done", "1", "too"],
        &["remove", "1", "2"],
    ];
    for arguments in arguments {
        let last = arguments[arguments.len() - 1];
        Place::new()
            .todo(arguments)
            .ends_with(2)
            .complains_about(last);
    }
}
