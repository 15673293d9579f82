//! Labels lie on a shelf that is only lent: it goes back to its owner, whole and in order. One
//! function takes a single label from it, the other all labels at once, for the night shift.
//! The compiler refuses both: what is only lent has to stay whole.
//! Take the labels themselves, not copies, and leave behind a shelf that its owner can go on using.
//!
//! Read: <https://doc.rust-lang.org/std/vec/struct.Vec.html#method.remove>
//! and <https://doc.rust-lang.org/book/ch08-01-vectors.html>

/// Takes the label at this place from the shelf. Those behind it move up; their order stays.
fn take_one(shelf: &mut Vec<String>, place: usize) -> String {
    // `remove` moves the label out and closes the gap. (`swap_remove` is faster, as it fills the
    // gap with the last label, and so changes the order. `clone` would leave the label on the
    // shelf.)
    shelf.remove(place)
}

/// Takes all labels from the shelf. It is empty then.
fn take_all(shelf: &mut Vec<String>) -> Vec<String> {
    // `take` moves a value out of a reference and leaves an empty one of its type in its place. For
    // a list, `shelf.drain(..).collect()` or `shelf.split_off(0)` would do as well.
    std::mem::take(shelf)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf_of(labels: [&str; 4]) -> Vec<String> {
        Vec::from(labels.map(String::from))
    }

    #[test]
    fn take_one_gives_the_label_at_the_place() {
        let mut shelf = shelf_of(["HAM-1", "HAM-2", "HAM-3", "KÖL-4"]);
        assert_eq!(take_one(&mut shelf, 3), "KÖL-4");
        assert_eq!(take_one(&mut shelf, 0), "HAM-1");
    }

    #[test]
    fn take_one_leaves_the_others_in_their_order() {
        let mut shelf = shelf_of(["HAM-1", "HAM-2", "HAM-3", "HAM-4"]);
        take_one(&mut shelf, 1);
        assert_eq!(shelf, ["HAM-1", "HAM-3", "HAM-4"]);
        take_one(&mut shelf, 0);
        assert_eq!(shelf, ["HAM-3", "HAM-4"]);
    }

    #[test]
    fn take_one_gives_the_label_itself() {
        let mut shelf = shelf_of(["HAM-1", "HAM-2", "HAM-3", "HAM-4"]);
        let place_of_the_text = shelf[2].as_ptr();
        let label = take_one(&mut shelf, 2);
        assert_eq!(label.as_ptr(), place_of_the_text, "this is a copy");
    }

    #[test]
    fn take_all_gives_all_labels_in_their_order() {
        let mut shelf = shelf_of(["HAM-1", "HAM-2", "HAM-3", "HAM-4"]);
        assert_eq!(take_all(&mut shelf), ["HAM-1", "HAM-2", "HAM-3", "HAM-4"]);
    }

    #[test]
    fn take_all_leaves_an_empty_shelf_that_can_be_filled_again() {
        let mut shelf = shelf_of(["HAM-1", "HAM-2", "HAM-3", "HAM-4"]);
        take_all(&mut shelf);
        assert!(shelf.is_empty());
        shelf.push(String::from("HAM-5"));
        assert_eq!(shelf, ["HAM-5"]);
    }

    #[test]
    fn take_all_gives_the_labels_themselves() {
        let mut shelf = shelf_of(["HAM-1", "HAM-2", "HAM-3", "HAM-4"]);
        let places = [shelf[0].as_ptr(), shelf[3].as_ptr()];
        let labels = take_all(&mut shelf);
        assert_eq!([labels[0].as_ptr(), labels[3].as_ptr()], places);
    }

    #[test]
    fn take_all_from_an_empty_shelf_gives_nothing() {
        let mut shelf = Vec::new();
        assert!(take_all(&mut shelf).is_empty());
        assert!(shelf.is_empty());
    }
}
