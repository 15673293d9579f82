// Wrong: converts a `u32` with `as char`. Only a `u8` allows this, because most larger numbers are no character.
// Rejected by: E0604
//! Every place in the depot has a name, such as C07: a letter for the shelf, and a number with two digits.
//! Shelf 0 is A, shelf 1 is B, and shelf 25 is Z. `waybill` stores the shelf as a number, and the compiler
//! refuses to make a letter of it.
//!
//! Task: change `place_name` so that it finds the letter of the shelf.
//! Read: <https://doc.rust-lang.org/book/ch03-02-data-types.html#the-character-type>

/// Returns the name of a place: the letter of its shelf and its number, such as "C07".
fn place_name(shelf: u8, place: u8) -> String {
    let letter = ('A' as u32 + u32::from(shelf)) as char;
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
    fn the_letters_follow_the_alphabet() {
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
