use std::env;
use std::process::ExitCode;

use todo::arguments::{Command, USAGE, parse};

fn main() -> ExitCode {
    // The first argument is the name of the program itself.
    let arguments: Vec<String> = env::args().skip(1).collect();
    match parse(&arguments) {
        Ok(Command::Help) => {
            println!("{USAGE}");
            ExitCode::SUCCESS
        }
        Ok(command) => {
            // For now, the program only says how it has understood its arguments.
            println!("{command:?}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("todo: {error}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}
