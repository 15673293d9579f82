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
    // TODO: understand the other commands and their arguments, and refuse all that makes no sense.
    match arguments.first().map(String::as_str) {
        Some("list") => Ok(Command::List),
        Some("help") => Ok(Command::Help),
        _ => Err(UsageError::NoCommand),
    }
}
