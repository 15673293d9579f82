// Wrong: leaves out the type, as `let` allows. A constant always names its type, and the message about it has no code.
// Rejected by: message
//! The new vans of `waybill` have six shelves, and each shelf can carry 120 kg. The number of shelves never
//! changes while the program runs. The compiler refuses to make an array whose length is a variable.
//!
//! Task: replace each 6 by a constant that is called `SHELVES`.
//! Read: <https://doc.rust-lang.org/book/ch03-01-variables-and-mutability.html#declaring-constants>

/// The weight that one shelf can carry, in grams.
const SHELF_GRAMS: u32 = 120_000;

const SHELVES = 6;

/// Returns the weight that each shelf of an empty van can carry, in grams.
fn shelf_limits() -> [u32; SHELVES] {
    [SHELF_GRAMS; SHELVES]
}

/// Returns the weight that a van can still carry, in grams. `loaded` holds the weight on each shelf.
fn room_grams(loaded: [u32; SHELVES]) -> u32 {
    let mut room = 0;
    for limit in shelf_limits() {
        room += limit;
    }
    for grams in loaded {
        room -= grams;
    }
    room
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_six_shelves_carries_120_kilograms() {
        assert_eq!(shelf_limits(), [120_000; 6]);
    }

    #[test]
    fn an_empty_van_has_room_for_720_kilograms() {
        assert_eq!(room_grams([0; 6]), 720_000);
    }

    #[test]
    fn the_load_takes_room() {
        assert_eq!(room_grams([1_000, 0, 20_000, 0, 0, 500]), 698_500);
    }

    #[test]
    fn a_full_van_has_no_room_left() {
        assert_eq!(room_grams(shelf_limits()), 0);
    }

    // You need not read this test. It counts how often the code above says 6.
    #[test]
    fn the_number_of_shelves_is_written_only_once() {
        let mut sixes = 0;
        for line in include_str!("van_limits.rs").lines() {
            if line == "mod tests {" {
                break;
            }
            let code = line.split("//").next().unwrap_or("");
            sixes += code.matches('6').count();
        }
        assert_eq!(sixes, 1, "the code above the tests says 6 {sixes} times");
    }
}
