//! Last night the power failed while the program saved. This morning the file was cut off in the middle of a title, and half
//! of the tasks were gone. A file that is overwritten is neither old nor new for a moment, and crashes love this moment.
//!
//! Task: change `save` so that the file has either all old tasks or all new ones, at any moment.
//! Read: <https://doc.rust-lang.org/std/fs/fn.rename.html#platform-specific-behavior>

mod common;

use std::fs;
use std::process::Command;

use common::{PROGRAM, Place, Run};

/// Returns the contents of a file that is much longer than the room that `in_little_room` leaves.
fn many_tasks() -> String {
    (1..=2000)
        .map(|number| format!("[ ] {number} Check the tyres of van {number}\n"))
        .collect()
}

/// Runs the program in a shell that does not let it write more than the first few kilobytes of any file. At the
/// limit, the signal XFSZ kills the program, as a power failure would. If the shell ignores the signal, the program gets
/// an error instead, as on a full disk.
fn in_little_room(place: &Place, before: &str, arguments: &[&str]) -> Run {
    let mut command = Command::new("/bin/sh");
    let script = format!("{before}\nulimit -c 0\nulimit -f 8\nexec \"$@\"");
    command.args(["-c", &script, "sh", PROGRAM]).args(arguments);
    place.run(command)
}

#[test]
fn a_crash_in_the_middle_of_a_save_loses_nothing() {
    let place = Place::new();
    let old = many_tasks();
    let arguments: [&[&str]; 3] = [&["add", "One more"], &["done", "7"], &["remove", "7"]];
    for arguments in arguments {
        place.write(&old);
        let run = in_little_room(&place, "", arguments);
        assert_eq!(run.code, None, "the program should have been killed\n{run}");
        assert!(
            place.read() == old,
            "the file has {} of its {} bytes",
            place.read().len(),
            old.len()
        );
    }
}

#[test]
fn the_program_goes_on_after_a_crash() {
    let place = Place::new();
    let old = many_tasks();
    place.write(&old);
    in_little_room(&place, "", &["add", "This one is lost"]);
    place
        .todo(&["add", "This one is not"])
        .ends_with(0)
        .prints("added 2001: This one is not\n");
    assert!(place.read() == old + "[ ] 2001 This one is not\n");
}

#[test]
fn a_full_disk_is_an_error_and_loses_nothing() {
    let place = Place::new();
    let old = many_tasks();
    place.write(&old);
    let run = in_little_room(&place, "trap '' XFSZ", &["add", "One more"])
        .ends_with(1)
        .complains_about("todo.txt");
    assert!(run.stderr.contains("os error"), "{run}");
    assert!(
        place.read() == old,
        "the file has {} of its {} bytes",
        place.read().len(),
        old.len()
    );
}

#[test]
fn a_save_never_writes_into_the_old_file() {
    // Two names for the same file. If the program replaces one of them, the other one still has the old contents.
    let place = Place::new();
    place.write("[ ] 1 Tape\n");
    let other = place.folder().join("other name");
    fs::hard_link(place.file(), &other).unwrap();
    place.todo(&["add", "Glue"]).ends_with(0);
    assert_eq!(fs::read_to_string(&other).unwrap(), "[ ] 1 Tape\n");
    assert_eq!(place.read(), "[ ] 1 Tape\n[ ] 2 Glue\n");
}

#[test]
fn a_save_leaves_no_other_file() {
    let place = Place::new();
    for arguments in [
        ["add", "Tape"],
        ["add", "Glue"],
        ["done", "1"],
        ["remove", "2"],
    ] {
        place.todo(&arguments).ends_with(0);
        assert_eq!(place.names(), ["todo.txt"]);
    }
}

#[test]
fn a_full_disk_is_not_made_fuller() {
    let place = Place::new();
    place.write(&many_tasks());
    in_little_room(&place, "trap '' XFSZ", &["done", "1"]).ends_with(1);
    assert_eq!(
        place.names(),
        ["todo.txt"],
        "remove the file that could not be finished"
    );
}

#[test]
fn the_new_file_is_made_in_the_same_folder() {
    // A rename from one disk to another one fails, and the temporary folder is often on another disk.
    let place = Place::new();
    let mut command = Command::new(PROGRAM);
    command.args(["add", "Tape"]);
    command.env("TMPDIR", place.folder().join("no such folder"));
    place.run(command).ends_with(0);
    assert_eq!(place.read(), "[ ] 1 Tape\n");
}
