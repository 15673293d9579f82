// Wrong: ends the import at the first bad line, so the shop hears of one error a night.
// Rejected by: a_file_has_all_its_orders_and_all_its_errors
//! Checkpoint: `Result` and `Option` (2.2.1), the question mark (2.2.2), errors of your own (2.2.3) and good habits
//! (2.2.5). The night import goes into service. It reads all lines of a file: good ones become orders, and each bad
//! one becomes an error with its number and its causes, so that the shop can correct all of them at once.
//!
//! Task: write the types and functions that tests/import.rs uses. The program in src/main.rs is ready.
//! Read: <https://doc.rust-lang.org/book/ch09-03-to-panic-or-not-to-panic.html#guidelines-for-error-handling>

use std::error::Error;
use std::num::ParseIntError;

/// An order of a shop. `grams` is the weight of each of its `parcels`.
#[derive(Debug, PartialEq)]
pub struct Order {
    pub depot: String,
    pub grams: u32,
    pub parcels: u32,
}

/// The reason why a line is no order.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum RowError {
    // `&'static str` is the type of a string literal.
    #[error("the {0} is missing")]
    MissingField(&'static str),
    #[error("the weight is not a number")]
    Grams(#[source] ParseIntError),
    #[error("the number of parcels is not a number")]
    Parcels(#[source] ParseIntError),
    #[error("{0} g is too heavy")]
    TooHeavy(u32),
}

/// A line that is refused, counted from 1.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error("line {line} is refused")]
pub struct LineError {
    pub line: usize,
    #[source]
    pub cause: RowError,
}

/// Reads a line such as `HAM;700;2`. A number of parcels that is missing means 1.
pub fn read_order(line: &str) -> Result<Order, RowError> {
    let mut fields = line.split(';').map(str::trim);
    let depot = fields.next().unwrap_or_default();
    if depot.is_empty() {
        return Err(RowError::MissingField("depot"));
    }
    let grams = fields.next().ok_or(RowError::MissingField("weight"))?;
    let grams = grams.parse().map_err(RowError::Grams)?;
    if grams > 31_500 {
        return Err(RowError::TooHeavy(grams));
    }
    let parcels = match fields.next() {
        None => 1,
        Some(field) => field.parse().map_err(RowError::Parcels)?,
    };
    Ok(Order {
        depot: depot.to_string(),
        grams,
        parcels,
    })
}

/// Reads all lines of a file. Returns the orders, and an error for each line that is none.
pub fn import(content: &str) -> (Vec<Order>, Vec<LineError>) {
    let mut orders = Vec::new();
    let mut refused = Vec::new();
    for (index, line) in content.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        match read_order(line) {
            Ok(order) => orders.push(order),
            Err(cause) => {
                refused.push(LineError {
                    line: index + 1,
                    cause,
                });
                break;
            }
        }
    }
    (orders, refused)
}

/// Returns the words of an error and of all its causes, with `: ` between them.
pub fn reasons(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        words.push_str(&format!(": {cause}"));
        source = cause.source();
    }
    words
}
