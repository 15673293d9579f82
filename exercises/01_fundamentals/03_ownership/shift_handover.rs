//! Checkpoint: owners and moves (1.3.1, 1.3.2), references (1.3.3) and slices (1.3.4). At the end of a shift, labels
//! are put on the shelf, measured, stamped, and sorted into two boxes. The calls in the tests show who owns the labels,
//! who changes them, and who only reads them.
//!
//! Task: write the four functions that the tests call, without a copy of any label.
//! Read: <https://doc.rust-lang.org/book/ch04-02-references-and-borrowing.html#the-rules-of-references>

// TODO: write `shelve`, `longest`, `stamp` and `sort_out`. The shelf is a `Vec<String>`, as in `lent_shelf`.
// The second argument of `sort_out` is the largest number of bytes of a short label.

#[cfg(test)]
mod tests {
    use super::{longest, shelve, sort_out, stamp};

    fn shelf_of(labels: [&str; 3]) -> Vec<String> {
        Vec::from(labels.map(String::from))
    }

    #[test]
    fn shelve_adds_a_label_at_the_end_and_returns_their_number() {
        let mut shelf = Vec::new();
        assert_eq!(shelve(&mut shelf, String::from("HAM-1")), 1);
        assert_eq!(shelve(&mut shelf, String::from("KÖL-2")), 2);
        assert_eq!(shelf, ["HAM-1", "KÖL-2"]);
    }

    #[test]
    fn shelve_keeps_the_label_itself_and_not_a_copy() {
        let mut shelf = shelf_of(["HAM-1", "HAM-2", "HAM-3"]);
        let label = String::from("HAM-4");
        let heap_address = label.as_ptr();
        shelve(&mut shelf, label);
        assert_eq!(shelf[3].as_ptr(), heap_address);
    }

    #[test]
    fn longest_returns_the_label_with_the_most_bytes() {
        let shelf = shelf_of(["HAM-1", "HAM-4711", "HAM-22"]);
        assert_eq!(longest(&shelf), "HAM-4711");
        assert_eq!(shelf.len(), 3);
        let shelf = shelf_of(["HAM-22", "KÖL-22", "BER-22"]);
        assert_eq!(longest(&shelf), "KÖL-22"); // two bytes for the Ö
    }

    #[test]
    fn longest_returns_a_slice_of_the_label_itself() {
        let shelf = shelf_of(["HAM-1", "HAM-4711", "HAM-22"]);
        let label: &str = longest(&shelf);
        assert_eq!(label.as_ptr(), shelf[1].as_ptr());
    }

    #[test]
    fn longest_returns_the_first_of_equally_long_labels() {
        let shelf = shelf_of(["HAM-1", "BER-22", "HAM-33"]);
        assert_eq!(longest(&shelf), "BER-22");
    }

    #[test]
    fn longest_can_read_a_part_of_the_shelf() {
        let shelf = shelf_of(["HAM-4711", "HAM-22", "HAM-3"]);
        assert_eq!(longest(&shelf[1..]), "HAM-22");
    }

    #[test]
    fn longest_of_an_empty_shelf_is_an_empty_string() {
        assert_eq!(longest(&[]), "");
    }

    #[test]
    fn stamp_adds_a_mark_to_every_label() {
        let mut shelf = shelf_of(["HAM-1", "KÖL-2", ""]);
        stamp(&mut shelf, "-LATE");
        assert_eq!(shelf, ["HAM-1-LATE", "KÖL-2-LATE", "-LATE"]);
    }

    #[test]
    fn stamp_adds_the_mark_to_the_label_itself() {
        let mut shelf = shelf_of(["HAM-1", "KÖL-2", "BER-3"]);
        shelf[1].reserve(20); // room for the mark, so that the bytes need not move
        let heap_address = shelf[1].as_ptr();
        stamp(&mut shelf, "-LATE");
        assert_eq!(shelf[1], "KÖL-2-LATE");
        assert_eq!(shelf[1].as_ptr(), heap_address);
    }

    #[test]
    fn stamp_leaves_an_empty_shelf_empty() {
        let mut shelf: Vec<String> = Vec::new();
        stamp(&mut shelf, "-LATE");
        assert!(shelf.is_empty());
    }

    #[test]
    fn sort_out_puts_short_labels_into_the_first_box() {
        let shelf = shelf_of(["HAM-1", "HAM-22", "HAM-333"]);
        let (short, long) = sort_out(shelf, 6);
        assert_eq!(short, ["HAM-1", "HAM-22"]);
        assert_eq!(long, ["HAM-333"]);
        let (short, long) = sort_out(shelf_of(["KÖL-1", "KÖL-22", "HAM-22"]), 6);
        assert_eq!(short, ["KÖL-1", "HAM-22"]);
        assert_eq!(long, ["KÖL-22"]);
    }

    #[test]
    fn sort_out_of_an_empty_shelf_gives_two_empty_boxes() {
        let (short, long) = sort_out(Vec::new(), 6);
        assert!(short.is_empty());
        assert!(long.is_empty());
    }

    #[test]
    fn sort_out_moves_the_labels_and_copies_none() {
        let shelf = shelf_of(["HAM-1", "HAM-4711", "HAM-2"]);
        let addresses = [shelf[0].as_ptr(), shelf[1].as_ptr(), shelf[2].as_ptr()];
        let (short, long) = sort_out(shelf, 5);
        let moved = [short[0].as_ptr(), long[0].as_ptr(), short[1].as_ptr()];
        assert_eq!(moved, addresses);
    }
}
