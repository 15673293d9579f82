//! How many shelves a van of ours has, and what they carry, never changes while `waybill` runs. So
//! these numbers are known before the program starts: the compiler can calculate with them, and
//! even make lists of that length. The function below and the tests use three constants that do not
//! exist yet. Write them. Which type each needs, you see from what it is used for.
//!
//! Read: <https://doc.rust-lang.org/book/ch03-01-variables-and-mutability.html#declaring-constants>

/// How many shelves a van has. A `usize`, because lists have this length.
const SHELVES: usize = 6;

/// What a shelf carries, in grams.
const SHELF_GRAMS: u32 = 120_000;

/// What a van carries, in grams. Calculated out of the other two, while it is compiled: who changes
/// the number of shelves can't forget this one.
const VAN_GRAMS: u32 = SHELVES as u32 * SHELF_GRAMS;

/// The room that is left in a van, in grams, from the weight on each shelf.
fn room_grams(shelves: [u32; SHELVES]) -> u32 {
    let mut room = VAN_GRAMS;
    for grams in shelves {
        room -= grams;
    }
    room
}

#[cfg(test)]
mod tests {
    use super::{SHELF_GRAMS, SHELVES, VAN_GRAMS, room_grams};

    /// What stands on each shelf of a van that nobody has loaded yet.
    const EMPTY_VAN: [u32; SHELVES] = [0; SHELVES];

    #[test]
    fn there_are_six_shelves_and_each_carries_120_kilograms() {
        assert_eq!(EMPTY_VAN.len(), 6);
        assert_eq!(SHELF_GRAMS, 120_000);
    }

    #[test]
    fn a_van_carries_what_all_its_shelves_carry() {
        assert_eq!(VAN_GRAMS, 720_000);
    }

    #[test]
    fn an_empty_van_has_room_for_all_it_can_carry() {
        assert_eq!(room_grams(EMPTY_VAN), VAN_GRAMS);
    }

    #[test]
    fn what_stands_on_the_shelves_takes_room() {
        assert_eq!(room_grams([1_000, 0, 20_000, 0, 0, 500]), 698_500);
    }

    #[test]
    fn a_full_van_has_no_room_left() {
        assert_eq!(room_grams([SHELF_GRAMS; SHELVES]), 0);
    }
}
