// Wrong: reads the next argument by its index. Without a value, the program panics.
// Rejected by: options_that_make_no_sense_are_refused
//! The arguments of the program.

use std::error::Error;
use std::fmt;

use crate::view::{Order, View};

pub const USAGE: &str = "\
usage: todo COMMAND

  add TITLE ...    add a task; all words together are its title, and a word like +yard is a tag
  list [OPTION]    print the tasks
  done NUMBER      mark a task as done
  remove NUMBER    remove a task
  tags             print the tags and the number of open tasks that have them
  help             print this help

options of list; a task is printed if it fits all of them
  --open           is not done
  --done           is done
  --tag TAG        has this tag
  --find WORDS     has these words in its title
  --sort ORDER     in the order of the number, title or state";

/// A command, with all that it needs.
#[derive(Debug, PartialEq)]
pub enum Command {
    Add { title: String },
    List { view: View },
    Done { number: u32 },
    Remove { number: u32 },
    Tags,
    Help,
}

/// The reason why the arguments make no sense.
#[derive(Debug, PartialEq)]
pub enum UsageError {
    NoCommand,
    UnknownCommand(String),
    NoTitle,
    NoNumber,
    NotANumber(String),
    TooMuch(String),
    UnknownOrder(String),
}

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            UsageError::NoCommand => write!(f, "a command is missing"),
            UsageError::UnknownCommand(word) => write!(f, "there is no command `{word}`"),
            UsageError::NoTitle => write!(f, "the title of the task is missing"),
            UsageError::NoNumber => write!(f, "the number of the task is missing"),
            UsageError::NotANumber(word) => write!(f, "`{word}` is not the number of a task"),
            UsageError::TooMuch(word) => write!(f, "`{word}` is too much"),
            UsageError::UnknownOrder(word) => {
                write!(f, "`{word}` is none of number, title and state")
            }
        }
    }
}

impl Error for UsageError {}

/// Returns the command that the user wants. `arguments` does not have the name of the program.
pub fn parse(arguments: &[String]) -> Result<Command, UsageError> {
    let Some((command, rest)) = arguments.split_first() else {
        return Err(UsageError::NoCommand);
    };
    match command.as_str() {
        "add" if rest.is_empty() => Err(UsageError::NoTitle),
        "add" => Ok(Command::Add {
            title: rest.join(" "),
        }),
        "list" => Ok(Command::List { view: view(rest)? }),
        "done" => Ok(Command::Done {
            number: only_number(rest)?,
        }),
        "remove" => Ok(Command::Remove {
            number: only_number(rest)?,
        }),
        "tags" => nothing_more(rest, Command::Tags),
        "help" => nothing_more(rest, Command::Help),
        word => Err(UsageError::UnknownCommand(word.to_string())),
    }
}

fn nothing_more(rest: &[String], command: Command) -> Result<Command, UsageError> {
    match rest.first() {
        Some(word) => Err(UsageError::TooMuch(word.clone())),
        None => Ok(command),
    }
}

/// Returns the options of `todo list`. They can come in any order, so this is a loop and not a pattern.
fn view(options: &[String]) -> Result<View, UsageError> {
    let mut view = View::default();
    let mut index = 0;
    while index < options.len() {
        let option = &options[index];
        index += 1;
        let mut value = || {
            index += 1;
            Ok(options[index - 1].clone())
        };
        match option.as_str() {
            "--open" => view.done = Some(false),
            "--done" => view.done = Some(true),
            "--tag" => view.tag = Some(value()?),
            "--find" => view.find = Some(value()?),
            "--sort" => view.order = order(value()?)?,
            word => return Err(UsageError::TooMuch(word.to_string())),
        }
    }
    Ok(view)
}

fn order(word: String) -> Result<Order, UsageError> {
    match word.as_str() {
        "number" => Ok(Order::Number),
        "title" => Ok(Order::Title),
        "state" => Ok(Order::State),
        _ => Err(UsageError::UnknownOrder(word)),
    }
}

/// Returns the number that is the only argument of a command.
fn only_number(rest: &[String]) -> Result<u32, UsageError> {
    // The pattern of a slice says at once how many words there are.
    match rest {
        [] => Err(UsageError::NoNumber),
        // The error of `parse` speaks of digits. The user wants to know which word it was.
        [word] => word
            .parse()
            .map_err(|_| UsageError::NotANumber(word.clone())),
        [_, word, ..] => Err(UsageError::TooMuch(word.clone())),
    }
}
