//! A program is more than its arguments: it is about tasks. They have numbers, titles and rules, for example that no title
//! is empty. A type whose fields are private keeps its rules, and each broken rule is an error with a name.
//!
//! Task: define `Tasks`, `Task` and `TaskError` in a module `tasks` of the library.
//! Read: <https://doc.rust-lang.org/std/error/trait.Error.html#error-source>

use std::error::Error;

use todo::tasks::{TaskError, Tasks};

fn tasks(titles: &[&str]) -> Tasks {
    let mut tasks = Tasks::new();
    for title in titles {
        tasks.add(title).unwrap();
    }
    tasks
}

fn numbers(tasks: &Tasks) -> Vec<u32> {
    tasks.iter().map(|task| task.number()).collect()
}

fn titles(tasks: &Tasks) -> Vec<&str> {
    tasks.iter().map(|task| task.title()).collect()
}

fn done(tasks: &Tasks) -> Vec<bool> {
    tasks.iter().map(|task| task.is_done()).collect()
}

#[test]
fn add_returns_the_number_of_the_task() {
    let mut tasks = Tasks::new();
    assert_eq!(tasks.iter().count(), 0);
    for number in 1..=100 {
        assert_eq!(tasks.add("Sweep the yard"), Ok(number));
    }
    assert!(numbers(&tasks).into_iter().eq(1..=100));
}

#[test]
fn a_title_is_kept_without_the_spaces_around_it() {
    let tasks = tasks(&["Tape", "  Call Mr  Köhler\t", "\nÖl\n"]);
    assert_eq!(titles(&tasks), ["Tape", "Call Mr  Köhler", "Öl"]);
}

#[test]
fn a_title_must_not_be_empty() {
    let mut tasks = tasks(&["Tape"]);
    for title in ["", " ", "\t", " \n "] {
        assert_eq!(tasks.add(title), Err(TaskError::EmptyTitle), "{title:?}");
    }
    assert_eq!(titles(&tasks), ["Tape"]);
    assert_eq!(tasks.add("Glue"), Ok(2));
}

#[test]
fn a_title_is_one_line() {
    let mut tasks = tasks(&["Tape"]);
    for title in ["Buy\ntape", "a\r\nb", "a\rb", "[ ] 1 a\n[ ] 2 b"] {
        assert_eq!(tasks.add(title), Err(TaskError::LineBreak), "{title:?}");
    }
    assert_eq!(titles(&tasks), ["Tape"]);
}

#[test]
fn done_marks_this_task_and_no_other() {
    let mut tasks = tasks(&["a", "b", "c"]);
    assert_eq!(done(&tasks), [false, false, false]);
    tasks.done(2).unwrap();
    assert_eq!(done(&tasks), [false, true, false]);
    tasks.done(1).unwrap();
    assert_eq!(done(&tasks), [true, true, false]);
}

#[test]
fn a_task_is_done_only_once() {
    let mut tasks = tasks(&["a", "b"]);
    tasks.done(2).unwrap();
    let error = tasks.done(2).unwrap_err();
    assert_eq!(error, TaskError::AlreadyDone(2));
    assert_eq!(done(&tasks), [false, true]);
}

#[test]
fn remove_returns_the_task() {
    let mut tasks = tasks(&["a", "b", "c"]);
    let task = tasks.remove(2).unwrap();
    assert_eq!((task.number(), task.title()), (2, "b"));
    assert_eq!(titles(&tasks), ["a", "c"]);
}

#[test]
fn a_task_keeps_its_number_when_another_one_is_removed() {
    let mut tasks = tasks(&["a", "b", "c", "d"]);
    tasks.remove(1).unwrap();
    tasks.remove(3).unwrap();
    assert_eq!(numbers(&tasks), [2, 4]);
    tasks.done(4).unwrap();
    assert_eq!(done(&tasks), [false, true]);
    assert_eq!(tasks.remove(2).unwrap().title(), "b");
}

#[test]
fn a_new_task_never_gets_the_number_of_another_one() {
    let mut tasks = tasks(&["a", "b", "c"]);
    tasks.remove(1).unwrap();
    assert_eq!(tasks.add("d"), Ok(4));
    tasks.remove(3).unwrap();
    assert_eq!(tasks.add("e"), Ok(5));
    assert_eq!(numbers(&tasks), [2, 4, 5]);
    assert_eq!(titles(&tasks), ["b", "d", "e"]);
}

#[test]
fn a_number_without_a_task_is_an_error() {
    let mut tasks = tasks(&["a", "b", "c"]);
    tasks.remove(2).unwrap();
    for number in [0, 2, 4, u32::MAX] {
        let error = TaskError::NoSuchTask(number);
        assert_eq!(tasks.done(number).unwrap_err(), error);
        assert_eq!(tasks.remove(number).unwrap_err(), error);
    }
    assert_eq!(titles(&tasks), ["a", "c"]);
    assert_eq!(done(&tasks), [false, false]);
}

#[test]
fn a_task_prints_as_a_line() {
    let mut tasks = tasks(&["Buy tape", "Call Mr Köhler"]);
    tasks.done(2).unwrap();
    let lines: Vec<String> = tasks.iter().map(|task| task.to_string()).collect();
    assert_eq!(lines, ["[ ] 1 Buy tape", "[x] 2 Call Mr Köhler"]);
}

#[test]
fn every_error_has_a_message_of_its_own() {
    let errors: [Box<dyn Error>; 4] = [
        Box::new(TaskError::EmptyTitle),
        Box::new(TaskError::LineBreak),
        Box::new(TaskError::NoSuchTask(471)),
        Box::new(TaskError::AlreadyDone(471)),
    ];
    let messages: Vec<String> = errors.iter().map(|error| error.to_string()).collect();
    for (index, message) in messages.iter().enumerate() {
        assert!(!message.is_empty());
        assert!(
            !messages[..index].contains(message),
            "{message} is there twice"
        );
    }
    assert!(messages[2].contains("471"), "{}", messages[2]);
    assert!(messages[3].contains("471"), "{}", messages[3]);
}
