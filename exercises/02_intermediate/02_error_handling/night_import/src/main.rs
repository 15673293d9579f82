//! The program of the night import: `night_import FILE`. It is ready, and uses the library in src/lib.rs.
//!
//! Its exit status is 0 if all lines are orders, 1 if some lines are refused, and 2 if there is no file to read.

use anyhow::{Context, Result};
use night_import::{import, reasons};
use std::process::ExitCode;
use std::{env, fs};

fn run() -> Result<ExitCode> {
    let path = env::args().nth(1).context("name a file of orders")?;
    let content = fs::read_to_string(&path).with_context(|| format!("reading {path}"))?;
    let (orders, refused) = import(&content);
    for order in &orders {
        println!("{} x {} g for {}", order.parcels, order.grams, order.depot);
    }
    for error in &refused {
        eprintln!("{}", reasons(error));
    }
    Ok(ExitCode::from(u8::from(!refused.is_empty())))
}

fn main() -> ExitCode {
    run().unwrap_or_else(|error| {
        eprintln!("night_import: {error:#}");
        ExitCode::from(2)
    })
}
