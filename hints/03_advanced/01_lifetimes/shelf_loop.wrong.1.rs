// Wrong: implements the trait for the shelf itself, so references to it still can't be used.
// Rejected by: E0277
//! A shelf owns its labels. Programs want to go through it with `for label in &shelf`, as through a vector, and
//! keep the shelf. The compiler says that a reference to a shelf is not an iterator.
//!
//! Task: implement `IntoIterator` for `&Shelf` and for `&mut Shelf`.
//! Read: <https://doc.rust-lang.org/std/iter/index.html#for-loops-and-intoiterator>

/// A shelf with labels.
#[derive(Default)]
struct Shelf {
    labels: Vec<String>,
}

impl IntoIterator for Shelf {
    type Item = String;
    type IntoIter = std::vec::IntoIter<String>;

    fn into_iter(self) -> std::vec::IntoIter<String> {
        self.labels.into_iter()
    }
}

/// Returns the longest label, counted in bytes. If several labels are the longest, it returns the first of them.
fn longest(shelf: &Shelf) -> Option<&str> {
    let mut longest: Option<&str> = None;
    for label in shelf {
        if longest.is_none_or(|longest| label.len() > longest.len()) {
            longest = Some(label);
        }
    }
    longest
}

/// Adds a `!` to each label of an express parcel. Such a label begins with an `X`.
fn mark_express(shelf: &mut Shelf) {
    for label in shelf {
        if label.starts_with('X') {
            label.push('!');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf(labels: &[&str]) -> Shelf {
        Shelf {
            labels: labels.iter().map(|label| label.to_string()).collect(),
        }
    }

    #[test]
    fn a_loop_goes_through_the_labels_and_leaves_them_on_the_shelf() {
        let shelf = shelf(&["HAM-1", "X-2", "KÖL-3"]);
        for _ in 0..2 {
            let mut seen: Vec<&str> = Vec::new();
            for label in &shelf {
                seen.push(label);
            }
            assert_eq!(seen, ["HAM-1", "X-2", "KÖL-3"]);
        }
    }

    #[test]
    fn a_label_can_be_kept_after_the_loop() {
        let shelf = shelf(&["HAM-1", "KÖL-30", "BRE-30", "X"]);
        assert_eq!(longest(&shelf), Some("KÖL-30"));
        let twins = self::shelf(&["HAM-1", "BRE-30", "BER-40"]);
        assert_eq!(longest(&twins), Some("BRE-30"));
        assert_eq!(longest(&Shelf::default()), None);
    }

    #[test]
    fn a_loop_can_change_the_labels() {
        let mut shelf = shelf(&["X-1", "HAM-2", "XX"]);
        mark_express(&mut shelf);
        mark_express(&mut shelf);
        assert_eq!(shelf.labels, ["X-1!!", "HAM-2", "XX!!"]);
    }

    #[test]
    fn a_vector_of_references_can_be_made() {
        let shelf = shelf(&["HAM-1", "X-2"]);
        let labels = Vec::from_iter(&shelf);
        assert_eq!(labels, ["HAM-1", "X-2"]);
        assert_eq!(
            labels[0].as_ptr(),
            shelf.labels[0].as_ptr(),
            "this label is a copy"
        );
    }
}
