// Wrong: follows the compiler's suggestion to clone, so the label is still on the shelf.
// Rejected by: tests::take_one_leaves_the_others_in_their_order
//! A shelf of labels is only lent, as `&mut`. One function takes a single label from it, and the other one takes
//! all labels for the night shift. The compiler refuses both, because they would leave a hole in a borrowed value.
//!
//! Task: change both functions so that they move the labels out and leave a complete shelf.
//! Read: <https://doc.rust-lang.org/std/vec/struct.Vec.html#method.remove>

/// Takes the label at `index` from the shelf and returns it. The labels after it move up by one.
fn take_one(shelf: &mut Vec<String>, index: usize) -> String {
    shelf[index].clone()
}

/// Takes all labels from the shelf and returns them. The shelf is empty after that.
fn take_all(shelf: &mut Vec<String>) -> Vec<String> {
    std::mem::take(shelf)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf_of(labels: [&str; 4]) -> Vec<String> {
        Vec::from(labels.map(String::from))
    }

    #[test]
    fn take_one_returns_the_label_at_the_index() {
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
    fn take_one_returns_the_label_itself() {
        let mut shelf = shelf_of(["HAM-1", "HAM-2", "HAM-3", "HAM-4"]);
        let heap_address = shelf[2].as_ptr();
        let label = take_one(&mut shelf, 2);
        assert_eq!(label.as_ptr(), heap_address, "this is a copy");
    }

    #[test]
    fn take_all_returns_all_labels_in_their_order() {
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
    fn take_all_returns_the_labels_themselves() {
        let mut shelf = shelf_of(["HAM-1", "HAM-2", "HAM-3", "HAM-4"]);
        let addresses = [shelf[0].as_ptr(), shelf[3].as_ptr()];
        let labels = take_all(&mut shelf);
        assert_eq!([labels[0].as_ptr(), labels[3].as_ptr()], addresses);
    }

    #[test]
    fn take_all_from_an_empty_shelf_returns_no_label() {
        let mut shelf = Vec::new();
        assert!(take_all(&mut shelf).is_empty());
        assert!(shelf.is_empty());
    }
}
