// Wrong: prints the words where a script expects the sum.
// Rejected by: a_wrong_weight_has_words_and_status_1, a_heavy_sum_has_words_and_status_1, a_wrong_call_has_words_and_status_2
//! `weigh 700 300` is a small program in the depot: it adds weights. When a clerk mistypes one, the program
//! prints `Error: NotAWeight { field: "7OO" }`. `WeighError` has words for people, but the program does not use them.
//!
//! Task: change `main` so that it prints the words of an error on standard error, and ends with the status of the
//! error.
//! Read: <https://doc.rust-lang.org/std/process/struct.ExitCode.html#examples>

use std::error::Error;
use std::process::ExitCode;
use std::{env, fmt};

/// The reason why the program has no sum.
#[derive(Debug)]
enum WeighError {
    NoWeights,
    NotAWeight { field: String },
    TooHeavy { grams: u64 },
}

impl WeighError {
    /// Returns the exit status for scripts: 2 if the program was called in the wrong way, and else 1.
    fn status(&self) -> u8 {
        match self {
            WeighError::NoWeights => 2,
            WeighError::NotAWeight { .. } | WeighError::TooHeavy { .. } => 1,
        }
    }
}

impl fmt::Display for WeighError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WeighError::NoWeights => write!(f, "name at least one weight, such as `weigh 700`"),
            WeighError::NotAWeight { field } => write!(f, "`{field}` is not a number of grams"),
            WeighError::TooHeavy { grams } => write!(f, "{grams} g is too heavy for a van"),
        }
    }
}

impl Error for WeighError {}

/// Returns the sum of all weights in grams.
fn sum(fields: &[String]) -> Result<u64, WeighError> {
    if fields.is_empty() {
        return Err(WeighError::NoWeights);
    }
    let mut grams = 0;
    for field in fields {
        let weight: u32 = field.parse().map_err(|_| WeighError::NotAWeight {
            field: field.clone(),
        })?;
        grams += u64::from(weight);
    }
    if grams > 1_200_000 {
        return Err(WeighError::TooHeavy { grams });
    }
    Ok(grams)
}

fn main() -> ExitCode {
    let fields: Vec<String> = env::args().skip(1).collect();
    match sum(&fields) {
        Ok(grams) => {
            println!("{grams} g");
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("weigh: {error}");
            ExitCode::from(error.status())
        }
    }
}
