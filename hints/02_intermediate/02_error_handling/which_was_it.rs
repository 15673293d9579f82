//! The import worked with an enum of errors, until one function began to return a `Box<dyn Error>`. The program
//! decides by the error: it repeats orders that found no room, asks the shop about wrong lines, and calls a person
//! for the rest.
//!
//! Task: change `next_step` so that it finds the type of the error in the box. `import_line` keeps its signature.
//! Read: <https://doc.rust-lang.org/std/error/trait.Error.html#method.downcast_ref>

use std::error::Error;
use std::fmt;
use std::num::ParseIntError;

/// The reason why a line is refused.
#[derive(Debug)]
enum RowError {
    MissingField(usize),
    NoRoom { missing: u32 },
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RowError::MissingField(index) => write!(f, "field {} is missing", index + 1),
            RowError::NoRoom { missing } => write!(f, "no room for {missing} parcels"),
        }
    }
}

impl Error for RowError {}

/// Loads the parcels of a line such as `HAM;700;2`. `room` is the number of parcels that still fit.
fn import_line(line: &str, room: &mut u32) -> Result<u32, Box<dyn Error>> {
    if line.starts_with('#') {
        return Err("a comment is not an order".into());
    }
    let field = line.split(';').nth(2).ok_or(RowError::MissingField(2))?;
    let parcels: u32 = field.parse()?;
    if parcels > *room {
        let missing = parcels - *room;
        return Err(RowError::NoRoom { missing }.into());
    }
    *room -= parcels;
    Ok(parcels)
}

/// The next step of the import after a line.
#[derive(Debug, PartialEq)]
enum NextStep {
    Done(u32),
    /// Try again when more vans are here. They need room for this number of parcels.
    Repeat {
        missing: u32,
    },
    AskTheShop,
    CallAPerson(String),
}

/// Decides by the result of `import_line`. A missing field and a wrong number are for the shop. All errors of other
/// types are for a person, with their words.
fn next_step(result: Result<u32, Box<dyn Error>>) -> NextStep {
    let error = match result {
        Ok(parcels) => return NextStep::Done(parcels),
        Err(error) => error,
    };
    // The type is gone from the signature, but not from the value: each box knows its content. `downcast_ref` looks
    // into it and returns `None` for another type. If a caller decides like this often, an enum is the better
    // result.
    match error.downcast_ref::<RowError>() {
        Some(RowError::NoRoom { missing }) => NextStep::Repeat { missing: *missing },
        Some(RowError::MissingField(_)) => NextStep::AskTheShop,
        None if error.is::<ParseIntError>() => NextStep::AskTheShop,
        None => NextStep::CallAPerson(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loaded_line_is_done() {
        let mut room = 12;
        for parcels in [2, 0, 10] {
            let result = import_line(&format!("HAM;700;{parcels}"), &mut room);
            assert_eq!(next_step(result), NextStep::Done(parcels));
        }
        assert_eq!(room, 0);
    }

    #[test]
    fn without_room_it_is_repeated() {
        for (parcels, mut room) in [(1, 0), (40, 12), (u32::MAX, 1)] {
            let missing = parcels - room;
            let result = import_line(&format!("HAM;700;{parcels}"), &mut room);
            assert_eq!(next_step(result), NextStep::Repeat { missing });
        }
    }

    #[test]
    fn a_missing_field_is_for_the_shop() {
        for line in ["HAM;700", "HAM", ""] {
            let result = import_line(line, &mut 12);
            assert_eq!(next_step(result), NextStep::AskTheShop, "{line:?}");
        }
    }

    #[test]
    fn a_wrong_number_is_for_the_shop() {
        for line in ["HAM;700;12x", "HAM;700;", "HAM;700;-1"] {
            let result = import_line(line, &mut 12);
            assert_eq!(next_step(result), NextStep::AskTheShop, "{line:?}");
        }
    }

    #[test]
    fn all_others_are_for_a_person() {
        let step = next_step(import_line("# 2 orders", &mut 12));
        let words = String::from("a comment is not an order");
        assert_eq!(step, NextStep::CallAPerson(words));
        let error = "one".parse::<f64>().unwrap_err();
        let words = error.to_string();
        assert_eq!(next_step(Err(error.into())), NextStep::CallAPerson(words));
    }

    #[test]
    fn words_do_not_decide() {
        for (error, words) in [
            (RowError::NoRoom { missing: 3 }, "no room for 3 parcels"),
            (RowError::MissingField(2), "field 3 is missing"),
        ] {
            assert_eq!(error.to_string(), words);
            let only_words = next_step(Err(words.into()));
            assert_eq!(only_words, NextStep::CallAPerson(words.to_string()));
        }
    }
}
