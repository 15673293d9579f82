//! `error_words`, `into_or_from` and `cause_tree` were a lot of typing for one enum. The crate `thiserror` writes
//! these `impl`s from attributes. You write the words in the attributes, and `RowError` has none yet.
//!
//! Task: add the attributes of `thiserror` to `RowError`, so that words, sources and `From` are as the tests say.
//! Read: <https://docs.rs/thiserror/2/thiserror/#details>

use std::num::ParseIntError;
use thiserror::Error;

/// The error of `Vans::load`.
#[derive(Debug, PartialEq, Error)]
#[error("{parcels} parcels do not fit into {room} places")]
pub struct NoRoom {
    pub parcels: u32,
    pub room: u32,
}

/// The reason why a line is refused.
///
/// The attributes become the `impl`s of `Display`, `Error` and `From` that one would write by hand. No line of them
/// is needed where the program runs: `thiserror` is there only when it is built.
#[derive(Debug, PartialEq, Error)]
pub enum RowError {
    /// There is no field at this index, counted from 0. People count from 1.
    #[error("field {} is missing", .0 + 1)]
    MissingField(usize),
    // Two variants hold the same type, so there can be no `From` for it. The words do not repeat the source.
    #[error("the weight is not a number")]
    Grams(#[source] ParseIntError),
    #[error("the number of parcels is not a number")]
    Parcels(#[source] ParseIntError),
    #[error("{grams} g is more than the limit of {limit} g")]
    TooHeavy { grams: u32, limit: u32 },
    #[error("the vans are full")]
    Vans(#[from] NoRoom),
}

/// The vans of the night. `room` is the number of parcels that still fit.
pub struct Vans {
    pub room: u32,
}

impl Vans {
    fn load(&mut self, parcels: u32) -> Result<(), NoRoom> {
        if parcels > self.room {
            return Err(NoRoom {
                parcels,
                room: self.room,
            });
        }
        self.room -= parcels;
        Ok(())
    }
}

/// Loads the parcels of a line such as `HAM;700;2`, and returns their number.
pub fn load_line(vans: &mut Vans, line: &str) -> Result<u32, RowError> {
    let field = |index| {
        line.split(';')
            .nth(index)
            .ok_or(RowError::MissingField(index))
    };
    let grams = field(1)?.parse().map_err(RowError::Grams)?;
    let limit = 31_500;
    if grams > limit {
        return Err(RowError::TooHeavy { grams, limit });
    }
    let parcels = field(2)?.parse().map_err(RowError::Parcels)?;
    vans.load(parcels)?;
    Ok(parcels)
}
