// Wrong: prints numbers in bold, also into a pipe, where a script reads them.
// Rejected by: nothing_but_characters_goes_into_a_pipe, list_prints_a_line_for_each_task
use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use todo::arguments::{Command, USAGE, parse};
use todo::store::{load, save};
use todo::tasks::{TaskError, Tasks};
use todo::view::count_tags;

/// The arguments make sense, but it could not be done.
const FAILED: u8 = 1;
/// The arguments make no sense.
const MISUSED: u8 = 2;

fn main() -> ExitCode {
    // The first argument is the name of the program itself.
    let arguments: Vec<String> = env::args().skip(1).collect();
    let command = match parse(&arguments) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("todo: {error}\n\n{USAGE}");
            return ExitCode::from(MISUSED);
        }
    };
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("todo: {}", with_causes(error.as_ref()));
            ExitCode::from(FAILED)
        }
    }
}

/// Runs a command. It is a function of its own, so that `?` can be used: `main` turns errors into exit codes.
fn run(command: Command) -> Result<(), Box<dyn Error>> {
    let path = env::var_os("TODO_FILE").map_or_else(|| PathBuf::from("todo.txt"), PathBuf::from);
    match command {
        Command::Help => println!("{USAGE}"),
        Command::List { view } => {
            for task in load(&path)?.select(&view) {
                println!("\x1b[1m{task}\x1b[0m");
            }
        }
        Command::Tags => {
            for (tag, count) in count_tags(&load(&path)?) {
                println!("+{tag} {count}");
            }
        }
        Command::Add { title } => change(&path, |tasks| {
            let number = tasks.add(&title)?;
            Ok(format!("added {number}: {}", title.trim()))
        })?,
        Command::Done { number } => change(&path, |tasks| {
            Ok(format!("done {number}: {}", tasks.done(number)?.title()))
        })?,
        Command::Remove { number } => change(&path, |tasks| {
            Ok(format!(
                "removed {number}: {}",
                tasks.remove(number)?.title()
            ))
        })?,
    }
    Ok(())
}

/// Changes the tasks in the file, and prints the message that `edit` returns.
fn change(
    path: &Path,
    edit: impl FnOnce(&mut Tasks) -> Result<String, TaskError>,
) -> Result<(), Box<dyn Error>> {
    let mut tasks = load(path)?;
    let message = edit(&mut tasks)?;
    save(path, &tasks)?;
    // It is printed last: "added" is true only when the file has the task.
    println!("{message}");
    Ok(())
}

/// Returns the message of an error, followed by those of its causes.
fn with_causes(error: &dyn Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        message += &format!(": {error}");
        cause = error.source();
    }
    message
}
