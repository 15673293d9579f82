//! The program works, and now make it yours. Take an idea from the lesson or one of your own, but keep the promises: old
//! files can be read, nothing is lost, and scripts that call the program still work. All tests of earlier stages run, too.
//!
//! Task: add a command or an option that `todo help` names, with tests in `checks/yours.rs`.
//! Read: <https://doc.rust-lang.org/std/io/trait.IsTerminal.html#tymethod.is_terminal>

mod common;

/// The tests of your command or option. Like those in `checks/program.rs`, they use `crate::common::program`.
#[path = "../checks/yours.rs"]
mod yours;

use common::{Place, run_tests};

const COMMANDS: [&str; 6] = ["add", "list", "done", "remove", "tags", "help"];
const OPTIONS: [&str; 5] = ["--open", "--done", "--tag", "--find", "--sort"];

/// A file that the program wrote in an earlier stage.
const OLD_FILE: &str = "\
[ ] 1 Sweep the +yard
[x] 2 Call Mr Köhler: 10:30, due:noon !! @phone
[ ] 5 (A) Buy 2 rolls of tape, 3 % off -- today
[ ] 6 2026-12-24 Lock the gate
";

/// Returns the commands and options in the help that the earlier stages did not have.
fn new_words(help: &str) -> Vec<&str> {
    let options = help
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| word.starts_with("--") && word.len() > 2 && !OPTIONS.contains(word));
    let commands = help
        .lines()
        .filter(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|word| word.chars().all(|c| c.is_ascii_lowercase()) && !COMMANDS.contains(word));
    options.chain(commands).collect()
}

#[test]
fn help_names_a_new_command_or_option() {
    let help = Place::new().todo(&["help"]).ends_with(0);
    assert!(!new_words(&help.stdout).is_empty(), "{help}");
}

#[test]
fn my_tests_notice_when_it_is_missing() {
    // This program refuses all commands and options that the earlier stages did not have.
    let script = r#"
        case "$1" in add|list|done|remove|tags|help|"") ;; *) exit 2;; esac
        for word in "$@"; do
            case "$word" in --open|--done|--tag|--find|--sort) ;; -*) exit 2;; esac
        done
        exec "$right" "$@""#;
    let place = Place::new();
    let (passed, output) = run_tests(&["yours::"], Some(script), place.folder());
    assert!(!passed, "none of your tests has noticed it:\n{output}");
}

#[test]
fn my_new_tests_leave_nothing_in_the_current_folder() {
    let place = Place::new();
    run_tests(&["yours::"], None, place.folder());
    let expected: [&str; 0] = [];
    assert_eq!(place.names(), expected);
}

#[test]
fn an_old_file_is_listed_as_before() {
    let place = Place::new();
    place.write(OLD_FILE);
    place.todo(&["list"]).ends_with(0).prints(OLD_FILE);
    assert_eq!(place.read(), OLD_FILE);
}

#[test]
fn an_old_file_can_be_changed() {
    let place = Place::new();
    place.write(OLD_FILE);
    place
        .todo(&["add", "Glue"])
        .ends_with(0)
        .prints("added 7: Glue\n");
    place.todo(&["done", "6"]).ends_with(0);
    place.todo(&["remove", "1"]).ends_with(0);
    let old: Vec<&str> = OLD_FILE.lines().collect();
    let done = old[3].replace("[ ]", "[x]");
    let expected = format!("{}\n{}\n{done}\n[ ] 7 Glue\n", old[1], old[2]);
    place.todo(&["list"]).ends_with(0).prints(&expected);
}

#[test]
fn nothing_but_characters_goes_into_a_pipe() {
    // A terminal makes colours of escape sequences. A script that reads a pipe can't use them.
    let place = Place::new();
    place.write(OLD_FILE);
    let arguments: [&[&str]; 6] = [
        &["list"],
        &["tags"],
        &["help"],
        &["done", "1"],
        &["done", "99"],
        &["fly"],
    ];
    for arguments in arguments {
        let run = place.todo(arguments);
        assert!(!run.stdout.contains('\u{1b}'), "{:?}", run.stdout);
        assert!(!run.stderr.contains('\u{1b}'), "{:?}", run.stderr);
    }
}
