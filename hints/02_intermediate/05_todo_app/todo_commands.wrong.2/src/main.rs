// Wrong: prints only the error itself, and not its cause. The user does not learn why.
// Rejected by: an_error_names_the_file_and_the_cause
use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use todo::arguments::{Command, USAGE, parse};
use todo::store::{load, save};
use todo::tasks::{TaskError, Tasks};

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
            eprintln!("todo: {}", error);
            ExitCode::from(FAILED)
        }
    }
}

/// Runs a command. It is a function of its own, so that `?` can be used: `main` turns errors into exit codes.
fn run(command: Command) -> Result<(), Box<dyn Error>> {
    let path = env::var_os("TODO_FILE").map_or_else(|| PathBuf::from("todo.txt"), PathBuf::from);
    match command {
        Command::Help => println!("{USAGE}"),
        Command::List => {
            for task in load(&path)?.iter() {
                println!("{task}");
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
