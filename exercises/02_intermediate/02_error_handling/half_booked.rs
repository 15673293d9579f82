//! A shop sends an order for several depots at once. The import answered "no room in KÖL", the shop corrected the
//! order and sent it again, and after that HAM had everything twice. `?` ended the function in the middle of its
//! work.
//!
//! Task: change `book_all` so that an order is booked as a whole, or not at all.
//! Read: <https://doc.rust-lang.org/book/ch09-02-recoverable-errors-with-result.html#the--operator-shortcut>

use std::collections::HashMap;

/// The reason why an order is refused.
#[derive(Debug, PartialEq)]
enum BookingError {
    UnknownDepot(String),
    NoRoom { depot: String, missing: u32 },
}

/// The room of each depot: the number of parcels that still fit.
struct Depots {
    room: HashMap<String, u32>,
}

impl Depots {
    /// Books parcels in one depot. If it fails, it has changed nothing.
    fn book(&mut self, depot: &str, parcels: u32) -> Result<(), BookingError> {
        let Some(room) = self.room.get_mut(depot) else {
            return Err(BookingError::UnknownDepot(depot.to_string()));
        };
        if parcels > *room {
            let missing = parcels - *room;
            return Err(BookingError::NoRoom {
                depot: depot.to_string(),
                missing,
            });
        }
        *room -= parcels;
        Ok(())
    }

    /// Books all lines of an order: a depot, and a number of parcels for it. Two lines can name the same depot.
    /// If it fails, it returns the error of the first line that does not fit, and it has changed nothing.
    // TODO: keep the last promise of this comment: "it has changed nothing".
    fn book_all(&mut self, order: &[(&str, u32)]) -> Result<(), BookingError> {
        for (depot, parcels) in order {
            self.book(depot, *parcels)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depots(rooms: &[(&str, u32)]) -> Depots {
        let rooms = rooms.iter().map(|(name, room)| (name.to_string(), *room));
        Depots {
            room: rooms.collect(),
        }
    }

    fn no_room(depot: &str, missing: u32) -> Result<(), BookingError> {
        Err(BookingError::NoRoom {
            depot: depot.to_string(),
            missing,
        })
    }

    #[test]
    fn an_order_that_fits_is_booked() {
        let mut depots = depots(&[("HAM", 10), ("KÖL", 5)]);
        assert_eq!(depots.book_all(&[("HAM", 4), ("KÖL", 5)]), Ok(()));
        assert_eq!(depots.book_all(&[("HAM", 6)]), Ok(()));
        assert_eq!(depots.room["HAM"], 0);
        assert_eq!(depots.room["KÖL"], 0);
    }

    #[test]
    fn an_empty_order_fits() {
        let mut depots = depots(&[("HAM", 0)]);
        assert_eq!(depots.book_all(&[]), Ok(()));
        assert_eq!(depots.room.len(), 1);
    }

    #[test]
    fn the_first_line_that_does_not_fit_is_the_error() {
        let mut depots = depots(&[("HAM", 10), ("KÖL", 5)]);
        let order = [("KÖL", 7), ("HAM", 11)];
        assert_eq!(depots.book_all(&order), no_room("KÖL", 2));
        let unknown = BookingError::UnknownDepot(String::from("BER"));
        assert_eq!(depots.book_all(&[("BER", 1), ("HAM", 11)]), Err(unknown));
    }

    #[test]
    fn without_room_in_the_last_depot_no_depot_has_changed() {
        for missing in [1, 2, 90] {
            let mut depots = depots(&[("HAM", 10), ("KÖL", 5), ("BRE", 3)]);
            let order = [("HAM", 4), ("KÖL", 5), ("BRE", 3 + missing)];
            assert_eq!(depots.book_all(&order), no_room("BRE", missing));
            let rooms = [depots.room["HAM"], depots.room["KÖL"], depots.room["BRE"]];
            assert_eq!(rooms, [10, 5, 3]);
        }
    }

    #[test]
    fn an_unknown_depot_changes_nothing_either() {
        let mut depots = depots(&[("HAM", 10)]);
        let refused = depots.book_all(&[("HAM", 4), ("BER", 1)]);
        assert_eq!(
            refused,
            Err(BookingError::UnknownDepot(String::from("BER")))
        );
        assert_eq!(depots.room["HAM"], 10);
        assert!(!depots.room.contains_key("BER"));
    }

    #[test]
    fn two_lines_for_one_depot_need_room_for_both() {
        let mut depots = depots(&[("HAM", 10)]);
        let order = [("HAM", 6), ("HAM", 7)];
        assert_eq!(depots.book_all(&order), no_room("HAM", 3));
        assert_eq!(depots.room["HAM"], 10);
        assert_eq!(depots.book_all(&[("HAM", 6), ("HAM", 4)]), Ok(()));
        assert_eq!(depots.room["HAM"], 0);
    }

    #[test]
    fn a_corrected_order_is_booked_once() {
        let mut depots = depots(&[("HAM", 10), ("KÖL", 5)]);
        assert_eq!(
            depots.book_all(&[("HAM", 4), ("KÖL", 6)]),
            no_room("KÖL", 1)
        );
        assert_eq!(depots.book_all(&[("HAM", 4), ("KÖL", 5)]), Ok(()));
        assert_eq!(depots.room["HAM"], 6);
    }
}
