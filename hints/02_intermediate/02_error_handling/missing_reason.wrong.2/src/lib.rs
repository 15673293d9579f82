// Wrong: makes new words of the old ones, so the cause and its type are gone.
// Rejected by: the_outermost_words_are_the_place, an_order_without_room_is_repeated
//! The log of last night has three lines: "No such file or directory", "invalid digit found in string" and "no room".
//! Which file was it, and which line? The crate `anyhow` lets each function add its own words on the way out.
//!
//! Task: complete `import_file`, `log_line` and `to_repeat`, so that the log names the place and the reason.
//! Read: <https://docs.rs/anyhow/1/anyhow/trait.Context.html#example>

use anyhow::{Context, Result, anyhow, ensure};
use std::fs;
use std::path::Path;

/// An error that the import repeats when more vans have come.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error("no room for {missing} parcels")]
pub struct NoRoom {
    pub missing: u32,
}

/// Loads parcels. `room` is the number of parcels that still fit.
fn load(room: &mut u32, parcels: u32) -> Result<(), NoRoom> {
    if parcels > *room {
        return Err(NoRoom {
            missing: parcels - *room,
        });
    }
    *room -= parcels;
    Ok(())
}

/// Imports a file of orders: each line has a number of parcels. Returns their sum.
pub fn import_file(path: &Path, room: &mut u32) -> Result<u32> {
    let content =
        fs::read_to_string(path).with_context(|| format!("reading the file {}", path.display()))?;
    ensure!(!content.is_empty(), "{} has no orders", path.display());
    let mut sum = 0;
    for (index, line) in content.lines().enumerate() {
        let place = || format!("line {} of {}", index + 1, path.display());
        let parcels = line
            .parse()
            .map_err(|error| anyhow!("{}: {error}", place()))?;
        load(room, parcels).map_err(|error| anyhow!("{}: {error}", place()))?;
        sum += parcels;
    }
    Ok(sum)
}

/// Returns the line of the log for an error: its words, and those of all its causes.
pub fn log_line(error: &anyhow::Error) -> String {
    format!("import failed: {error:#}")
}

/// Returns the number of parcels that found no room, if that is the reason of the error.
pub fn to_repeat(error: &anyhow::Error) -> Option<u32> {
    error
        .downcast_ref::<NoRoom>()
        .map(|no_room| no_room.missing)
}
