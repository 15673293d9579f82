// Wrong: makes a 0 of a word that is no number. A default hides the mistake.
// Rejected by: done_and_remove_need_a_number
//! The arguments of the program.

use std::error::Error;
use std::fmt;

pub const USAGE: &str = "\
usage: todo COMMAND

  add TITLE ...   add a task; all words together are its title
  list            print the tasks
  done NUMBER     mark a task as done
  remove NUMBER   remove a task
  help            print this help";

/// A command, with all that it needs.
#[derive(Debug, PartialEq)]
pub enum Command {
    Add { title: String },
    List,
    Done { number: u32 },
    Remove { number: u32 },
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
        "list" => nothing_more(rest, Command::List),
        "done" => Ok(Command::Done {
            number: only_number(rest)?,
        }),
        "remove" => Ok(Command::Remove {
            number: only_number(rest)?,
        }),
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

/// Returns the number that is the only argument of a command.
fn only_number(rest: &[String]) -> Result<u32, UsageError> {
    // The pattern of a slice says at once how many words there are.
    match rest {
        [] => Err(UsageError::NoNumber),
        // The error of `parse` speaks of digits. The user wants to know which word it was.
        [word] => Ok(word.parse().unwrap_or_default()),
        [_, word, ..] => Err(UsageError::TooMuch(word.clone())),
    }
}
