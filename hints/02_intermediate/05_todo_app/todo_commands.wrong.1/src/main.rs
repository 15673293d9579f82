// Wrong: lets `main` return a `Result`. Rust prints the error with its `Debug`, and every error ends with 1.
// Rejected by: arguments_that_make_no_sense_end_with_2, a_broken_rule_ends_with_1, an_unknown_command_is_refused
use std::env;
use std::error::Error;
use std::path::PathBuf;

use todo::arguments::{Command, USAGE, parse};
use todo::store::{load, save};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let command = parse(&arguments)?;
    let path = env::var_os("TODO_FILE").map_or_else(|| PathBuf::from("todo.txt"), PathBuf::from);
    if command == Command::Help {
        println!("{USAGE}");
        return Ok(());
    }
    let mut tasks = load(&path)?;
    let message = match command {
        Command::Help => return Ok(()),
        Command::List => {
            for task in tasks.iter() {
                println!("{task}");
            }
            return Ok(());
        }
        Command::Add { title } => {
            let number = tasks.add(&title)?;
            format!("added {number}: {}", title.trim())
        }
        Command::Done { number } => format!("done {number}: {}", tasks.done(number)?.title()),
        Command::Remove { number } => format!("removed {number}: {}", tasks.remove(number)?.title()),
    };
    save(&path, &tasks)?;
    println!("{message}");
    Ok(())
}
