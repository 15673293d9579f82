//! The to-do list has grown to 300 tasks, and nobody reads it any more. The night shift wants to see the open tasks of the yard, the
//! office wants to find a customer, and the boss wants a picture. A word such as `+yard` in a title is a tag.
//!
//! Task: add the options of `todo list`, and the command `todo tags`.
//! Read: <https://doc.rust-lang.org/std/iter/trait.Iterator.html#method.filter>

// The options of `todo list`. They come in any order, and a task is printed if it fits all of them:
//
//     --open           is not done
//     --done           is done
//     --tag TAG        has this tag: `--tag yard` finds the word `+yard`
//     --find WORDS     has these words in its title
//     --sort ORDER     in the order of the number, title or state
//
// `todo tags` prints each tag with the number of open tasks that have it:
//
//     +office 2
//     +shop 1

mod common;

use common::Place;

const TASKS: &str = "\
[ ] 1 Sweep the +yard
[x] 2 call Mr Köhler +office
[ ] 3 Buy tape and glue +office +shop
[ ] 4 Repair the gate of the +yard
[x] 5 buy ink +shop
[ ] 6 Count the vans
[ ] 7 Ask about the +yardstick +office
[x] 8 Paint the +yard
";

fn place() -> Place {
    let place = Place::new();
    place.write(TASKS);
    place
}

/// Asserts that `todo list` with these options prints the tasks with these numbers, in this order.
#[track_caller]
fn assert_lists(options: &[&str], numbers: &[usize]) {
    let lines: Vec<&str> = TASKS.lines().collect();
    let expected: String = numbers
        .iter()
        .map(|number| format!("{}\n", lines[number - 1]))
        .collect();
    let place = place();
    place
        .todo(&[&["list"], options].concat())
        .ends_with(0)
        .prints(&expected);
    assert_eq!(place.read(), TASKS, "list only reads");
}

#[test]
fn without_options_all_tasks_are_listed() {
    assert_lists(&[], &[1, 2, 3, 4, 5, 6, 7, 8]);
}

#[test]
fn open_lists_the_tasks_that_are_not_done() {
    assert_lists(&["--open"], &[1, 3, 4, 6, 7]);
}

#[test]
fn done_lists_the_tasks_that_are_done() {
    assert_lists(&["--done"], &[2, 5, 8]);
}

#[test]
fn tag_lists_the_tasks_with_this_tag() {
    assert_lists(&["--tag", "yard"], &[1, 4, 8]);
    assert_lists(&["--tag", "office"], &[2, 3, 7]);
    assert_lists(&["--tag", "shop"], &[3, 5]);
    // Neither a part of a tag nor a word without a plus is a tag.
    assert_lists(&["--tag", "yar"], &[]);
    assert_lists(&["--tag", "vans"], &[]);
    assert_lists(&["--tag", ""], &[]);
}

#[test]
fn find_lists_the_tasks_with_these_letters() {
    assert_lists(&["--find", "the"], &[1, 4, 6, 7, 8]);
    assert_lists(&["--find", "tape and"], &[3]);
    assert_lists(&["--find", "no such words"], &[]);
    // The number and the mark are no part of the title.
    assert_lists(&["--find", "1"], &[]);
    assert_lists(&["--find", "["], &[]);
}

#[test]
fn find_does_not_tell_large_letters_from_small_ones() {
    assert_lists(&["--find", "BUY"], &[3, 5]);
    assert_lists(&["--find", "buy"], &[3, 5]);
    assert_lists(&["--find", "KÖHLER"], &[2]);
}

#[test]
fn all_conditions_must_hold() {
    assert_lists(&["--open", "--tag", "yard"], &[1, 4]);
    assert_lists(&["--tag", "office", "--open"], &[3, 7]);
    assert_lists(&["--done", "--find", "buy"], &[5]);
    assert_lists(&["--find", "the", "--tag", "yard", "--done"], &[8]);
    assert_lists(&["--tag", "office", "--find", "gate"], &[]);
}

#[test]
fn sort_by_number_is_the_order_without_options() {
    assert_lists(&["--sort", "number"], &[1, 2, 3, 4, 5, 6, 7, 8]);
}

#[test]
fn sort_by_title_is_alphabetical() {
    // Large and small letters are the same: `buy ink` is before `Buy tape`.
    assert_lists(&["--sort", "title"], &[7, 5, 3, 2, 6, 8, 4, 1]);
    assert_lists(&["--sort", "title", "--tag", "yard"], &[8, 4, 1]);
}

#[test]
fn sort_by_state_puts_open_tasks_first() {
    assert_lists(&["--sort", "state"], &[1, 3, 4, 6, 7, 2, 5, 8]);
    assert_lists(&["--tag", "office", "--sort", "state"], &[3, 7, 2]);
}

#[test]
fn equal_titles_are_in_the_order_of_their_numbers() {
    let place = Place::new();
    place.write("[ ] 1 tape\n[ ] 2 Glue\n[ ] 3 Tape\n[ ] 4 TAPE\n[ ] 5 tape\n");
    let expected = "[ ] 2 Glue\n[ ] 1 tape\n[ ] 3 Tape\n[ ] 4 TAPE\n[ ] 5 tape\n";
    place
        .todo(&["list", "--sort", "title"])
        .ends_with(0)
        .prints(expected);
}

#[test]
fn tags_counts_the_open_tasks_of_each_tag() {
    // The tag of most tasks is first. If two have the same number of tasks, the alphabet decides.
    let expected = "+office 2\n+yard 2\n+shop 1\n+yardstick 1\n";
    place().todo(&["tags"]).ends_with(0).prints(expected);
    let place = Place::new();
    place.todo(&["tags"]).ends_with(0).prints("");
    place.write("[ ] 1 +b\n[ ] 2 +b\n[ ] 3 +a\n[x] 4 +c\n[ ] 5 +b +a\n[ ] 6 1+1 + 2\n");
    place.todo(&["tags"]).ends_with(0).prints("+b 3\n+a 2\n");
}

#[test]
fn a_tag_that_is_twice_in_a_title_is_one_task() {
    let place = Place::new();
    place.write("[ ] 1 From +yard to +yard\n[ ] 2 Sweep +yard\n");
    place.todo(&["tags"]).ends_with(0).prints("+yard 2\n");
}

#[test]
fn options_that_make_no_sense_are_refused() {
    let arguments: [(&[&str], &str); 7] = [
        (&["list", "--closed"], "--closed"),
        (&["list", "open"], "open"),
        (&["list", "--tag"], "--tag"),
        (&["list", "--open", "--find"], "--find"),
        (&["list", "--sort"], "--sort"),
        (&["list", "--sort", "colour"], "colour"),
        (&["tags", "yard"], "yard"),
    ];
    for (arguments, word) in arguments {
        place().todo(arguments).ends_with(2).complains_about(word);
    }
}

#[test]
fn help_names_the_options() {
    // The help for a command may be on a page of its own: `todo list --help`.
    let help = place().todo(&["help"]).ends_with(0);
    let more = place().todo(&["list", "--help"]);
    for word in ["tags", "--open", "--done", "--tag", "--find", "--sort"] {
        let named = help.stdout.contains(word) || more.stdout.contains(word);
        assert!(named, "{word} is missing\n{help}");
    }
}
