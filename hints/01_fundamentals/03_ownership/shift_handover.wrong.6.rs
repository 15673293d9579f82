// Wrong: gives away a copy, so as not to have to think about references; `longest_shows_the_label_itself_...` wants a look (E0308).
// Rejected by: E0308
//! Checkpoint. At the end of a shift the labels on the shelf are added to, measured, stamped and
//! sorted into two boxes for the next shift. The tests call four functions that do not exist yet.
//! How they call them, and what they do before and after, shows who owns a label, who may change it
//! and who only looks. Write the functions to match, and don't copy any label.
//!
//! Read: <https://doc.rust-lang.org/book/ch04-00-understanding-ownership.html>

/// Puts a label at the end of the shelf, and says how many labels are there now.
fn shelve(shelf: &mut Vec<String>, label: String) -> usize {
    shelf.push(label);
    shelf.len()
}

/// The label with the most bytes, the first of them if there are several.
fn longest(shelf: &[String]) -> String {
    let mut longest = String::new();
    for label in shelf {
        if label.len() > longest.len() {
            longest = label.clone();
        }
    }
    longest
}

/// Adds a mark to the end of every label.
fn stamp(shelf: &mut [String], mark: &str) {
    for label in shelf {
        label.push_str(mark);
    }
}

/// Empties the shelf into two boxes: labels of at most so many bytes, and longer ones.
fn sort_out(shelf: Vec<String>, at_most: usize) -> (Vec<String>, Vec<String>) {
    let mut short = Vec::new();
    let mut long = Vec::new();
    for label in shelf {
        if label.len() <= at_most {
            short.push(label);
        } else {
            long.push(label);
        }
    }
    (short, long)
}

#[cfg(test)]
mod tests {
    use super::{longest, shelve, sort_out, stamp};

    fn shelf_of(labels: [&str; 3]) -> Vec<String> {
        Vec::from(labels.map(String::from))
    }

    #[test]
    fn shelve_puts_a_label_at_the_end_and_says_how_many_there_are() {
        let mut shelf = Vec::new();
        assert_eq!(shelve(&mut shelf, String::from("HAM-1")), 1);
        assert_eq!(shelve(&mut shelf, String::from("KÖL-2")), 2);
        assert_eq!(shelf, ["HAM-1", "KÖL-2"]);
    }

    #[test]
    fn shelve_keeps_the_label_itself_and_not_a_copy() {
        let mut shelf = shelf_of(["HAM-1", "HAM-2", "HAM-3"]);
        let label = String::from("HAM-4");
        let place_of_the_text = label.as_ptr();
        shelve(&mut shelf, label);
        assert_eq!(shelf[3].as_ptr(), place_of_the_text);
    }

    #[test]
    fn longest_shows_the_label_with_the_most_bytes() {
        let shelf = shelf_of(["HAM-1", "HAM-4711", "HAM-22"]);
        assert_eq!(longest(&shelf), "HAM-4711");
        assert_eq!(shelf.len(), 3);
        let shelf = shelf_of(["HAM-22", "KÖL-22", "BER-22"]);
        assert_eq!(longest(&shelf), "KÖL-22"); // two bytes for the Ö
    }

    #[test]
    fn longest_shows_the_label_itself_and_not_a_copy() {
        let shelf = shelf_of(["HAM-1", "HAM-4711", "HAM-22"]);
        let label: &str = longest(&shelf);
        assert_eq!(label.as_ptr(), shelf[1].as_ptr());
    }

    #[test]
    fn longest_shows_the_first_of_equally_long_labels() {
        let shelf = shelf_of(["HAM-1", "BER-22", "HAM-33"]);
        assert_eq!(longest(&shelf), "BER-22");
    }

    #[test]
    fn longest_looks_at_a_part_of_the_shelf_as_well() {
        let shelf = shelf_of(["HAM-4711", "HAM-22", "HAM-3"]);
        assert_eq!(longest(&shelf[1..]), "HAM-22");
    }

    #[test]
    fn longest_of_an_empty_shelf_is_an_empty_text() {
        assert_eq!(longest(&[]), "");
    }

    #[test]
    fn stamp_adds_a_mark_to_every_label() {
        let mut shelf = shelf_of(["HAM-1", "KÖL-2", ""]);
        stamp(&mut shelf, "-LATE");
        assert_eq!(shelf, ["HAM-1-LATE", "KÖL-2-LATE", "-LATE"]);
    }

    #[test]
    fn stamp_adds_the_mark_where_the_text_is() {
        let mut shelf = shelf_of(["HAM-1", "KÖL-2", "BER-3"]);
        shelf[1].reserve(20); // room for the mark, so that the text does not have to move
        let place_of_the_text = shelf[1].as_ptr();
        stamp(&mut shelf, "-LATE");
        assert_eq!(shelf[1], "KÖL-2-LATE");
        assert_eq!(shelf[1].as_ptr(), place_of_the_text);
    }

    #[test]
    fn stamp_leaves_an_empty_shelf_empty() {
        let mut shelf: Vec<String> = Vec::new();
        stamp(&mut shelf, "-LATE");
        assert!(shelf.is_empty());
    }

    #[test]
    fn sort_out_puts_labels_of_at_most_so_many_bytes_into_the_first_box() {
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
        let places = [shelf[0].as_ptr(), shelf[1].as_ptr(), shelf[2].as_ptr()];
        let (short, long) = sort_out(shelf, 5);
        let moved = [short[0].as_ptr(), long[0].as_ptr(), short[1].as_ptr()];
        assert_eq!(moved, places);
    }
}
