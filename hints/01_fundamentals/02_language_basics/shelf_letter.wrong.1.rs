// Wrong: takes the number of the letter for the letter; a `u8` is printed as a number, and `the_first_shelf_is_a` gets 6501.
// Rejected by: tests::the_first_shelf_is_a
//! Every place in the depot has a name: a letter for its shelf, and two digits for the place on it.
//! Shelf 0 is A, shelf 1 is B, and so on up to shelf 25, which is Z; places are numbered from 1.
//! `waybill` stores both as numbers and prints the name on labels. The compiler refuses the letter.
//! Mend `place_name`.
//!
//! Read: <https://doc.rust-lang.org/book/ch03-02-data-types.html#the-character-type>

/// The name of a place: its shelf's letter and its number, such as "C07".
fn place_name(shelf: u8, place: u8) -> String {
    let letter = b'A' + shelf;
    format!("{letter}{place:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_shelf_is_a() {
        assert_eq!(place_name(0, 1), "A01");
    }

    #[test]
    fn shelves_go_on_in_the_order_of_the_alphabet() {
        assert_eq!(place_name(1, 1), "B01");
        assert_eq!(place_name(9, 1), "J01");
        assert_eq!(place_name(10, 1), "K01");
    }

    #[test]
    fn the_last_shelf_is_z() {
        assert_eq!(place_name(25, 1), "Z01");
    }

    #[test]
    fn a_place_has_at_least_two_digits() {
        assert_eq!(place_name(2, 7), "C07");
        assert_eq!(place_name(2, 70), "C70");
        assert_eq!(place_name(2, 112), "C112");
    }
}
