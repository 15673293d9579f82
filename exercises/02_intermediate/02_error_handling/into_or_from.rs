//! Two kinds of errors arrive in one function: a number that is wrong, and vans that are full. `?` should turn both
//! into a `RowError`. Somebody has tried it with `Into`, and the compiler asks for something else.
//!
//! Task: replace the `impl` of `Into` by the `impl`s that `?` asks for. Keep the body of `book`.
//! Read: <https://doc.rust-lang.org/std/convert/trait.From.html#examples>

use std::num::ParseIntError;

/// The reason why a line is refused.
#[derive(Debug, PartialEq)]
enum RowError {
    WrongNumber(ParseIntError),
    VansFull { missing: u32 },
}

/// The error of `Vans::load`: the number of parcels, and the room for them.
#[derive(Debug, PartialEq)]
struct NoRoom {
    parcels: u32,
    room: u32,
}

// TODO: `?` does not call `into`. Write the `impl`s that it uses, for both errors.
impl Into<RowError> for ParseIntError {
    fn into(self) -> RowError {
        RowError::WrongNumber(self)
    }
}

/// The vans of the night. `room` is the number of parcels that still fit.
struct Vans {
    room: u32,
}

impl Vans {
    /// Loads parcels. If there is no room for all of them, it loads none.
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

/// Returns the number in `field`. Spaces around it do not count.
fn number(field: &str) -> Result<u32, ParseIntError> {
    field.trim().parse()
}

/// Loads the number of parcels that `field` names, and returns the room that is left.
fn book(vans: &mut Vans, field: &str) -> Result<u32, RowError> {
    let parcels = number(field)?;
    vans.load(parcels)?;
    Ok(vans.room)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parcels_that_fit_are_loaded() {
        let mut vans = Vans { room: 10 };
        assert_eq!(book(&mut vans, "4"), Ok(6));
        assert_eq!(book(&mut vans, "0"), Ok(6));
        assert_eq!(book(&mut vans, "6"), Ok(0));
    }

    #[test]
    fn a_wrong_number_keeps_its_cause() {
        for wrong in ["", "12x", "-1", "4294967296"] {
            let cause = wrong.parse::<u32>().unwrap_err();
            let mut vans = Vans { room: 10 };
            assert_eq!(book(&mut vans, wrong), Err(RowError::WrongNumber(cause)));
            assert_eq!(vans.room, 10);
        }
    }

    #[test]
    fn full_vans_say_how_many_parcels_are_left_over() {
        for (room, parcels) in [(0, 1), (10, 11), (3, 40), (0, u32::MAX)] {
            let mut vans = Vans { room };
            let refused = book(&mut vans, &parcels.to_string());
            let missing = parcels - room;
            assert_eq!(refused, Err(RowError::VansFull { missing }));
            assert_eq!(vans.room, room);
        }
    }

    #[test]
    fn into_comes_with_from() {
        let error: RowError = NoRoom {
            parcels: 9,
            room: 2,
        }
        .into();
        assert_eq!(error, RowError::VansFull { missing: 7 });
    }
}
