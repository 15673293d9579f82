//! A label is printed on paper, and so is each copy of it: cloning a `Label` prints one more. The
//! desk prints far too many. It works, but wherever the compiler had an objection, somebody wrote
//! `clone`. Most of these need no second label, only a look at the one there is, or that one
//! itself. Leave `clone` where two labels are really wanted. The module `printer` stays as it is.
//!
//! Read: <https://doc.rust-lang.org/std/clone/trait.Clone.html>
//! and <https://doc.rust-lang.org/std/mem/fn.replace.html>

use printer::Label;

/// The line for the log about a label.
fn log_line(label: &Label) -> String {
    // Only a look: the reference is enough.
    format!("label {}", label.text())
}

/// The labels for a depot, out of many: those whose text begins with its name.
fn for_depot(labels: Vec<Label>, depot: &str) -> Vec<Label> {
    // The list is ours. Taken apart by the loop, it gives each label away; those that are not
    // chosen end with their round. (`labels.retain(...)` would take them out of the list.)
    let mut chosen = Vec::new();
    for label in labels {
        if label.text().starts_with(depot) {
            chosen.push(label);
        }
    }
    chosen
}

/// Puts a label into the first place of a rack, and gives back the one that was there. The rack has
/// a first place.
fn replace_first(rack: &mut [Label], label: Label) -> Label {
    // One goes in and one comes out in the same moment, so nothing is missing in between.
    std::mem::replace(&mut rack[0], label)
}

/// The same label twice: one for the parcel, one for the files.
fn in_duplicate(label: Label) -> (Label, Label) {
    // Here two are wanted, and one is there: one more is printed. The first is cloned before the
    // second moves.
    (label.clone(), label)
}

mod printer {
    use std::cell::Cell;

    thread_local! {
        static PRINTED: Cell<u32> = const { Cell::new(0) };
    }

    /// How many labels have been printed.
    #[cfg(test)]
    pub fn printed() -> u32 {
        PRINTED.get()
    }

    /// A label on paper.
    #[derive(Debug, PartialEq)]
    pub struct Label {
        text: String,
    }

    impl Label {
        /// Prints a label.
        pub fn print(text: &str) -> Label {
            PRINTED.set(PRINTED.get() + 1);
            Label {
                text: String::from(text),
            }
        }

        /// What is on it.
        pub fn text(&self) -> &str {
            &self.text
        }
    }

    impl Clone for Label {
        /// Prints the same label once more.
        fn clone(&self) -> Label {
            Label::print(&self.text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use printer::printed;

    #[test]
    fn log_line_shows_the_text() {
        assert_eq!(log_line(&Label::print("KÖL-7")), "label KÖL-7");
        assert_eq!(log_line(&Label::print("")), "label ");
    }

    #[test]
    fn log_line_prints_no_label() {
        let label = Label::print("HAM-1");
        let before = printed();
        log_line(&label);
        assert_eq!(printed() - before, 0, "labels printed for a line");
    }

    #[test]
    fn for_depot_gives_the_labels_that_begin_with_its_name() {
        let labels = ["HAM-1", "HAM-2", "KÖL-HAM", "HAM-4"].map(Label::print);
        let chosen = for_depot(Vec::from(labels), "HAM");
        assert_eq!(chosen, ["HAM-1", "HAM-2", "HAM-4"].map(Label::print));
        assert_eq!(for_depot(chosen, "BER"), []);
    }

    #[test]
    fn for_depot_prints_no_label() {
        let labels = Vec::from(["HAM-1", "KÖL-2", "HAM-3"].map(Label::print));
        let before = printed();
        assert_eq!(for_depot(labels, "HAM").len(), 2);
        assert_eq!(printed() - before, 0, "labels printed to choose some");
    }

    #[test]
    fn replace_first_gives_back_the_label_that_was_there() {
        let mut rack = ["HAM-1", "KÖL-2"].map(Label::print);
        let old = replace_first(&mut rack, Label::print("BER-3"));
        assert_eq!(old, Label::print("HAM-1"));
        assert_eq!(rack, ["BER-3", "KÖL-2"].map(Label::print));
    }

    #[test]
    fn replace_first_prints_no_label() {
        let mut rack = ["HAM-1", "KÖL-2"].map(Label::print);
        let label = Label::print("BER-3");
        let before = printed();
        replace_first(&mut rack, label);
        assert_eq!(
            printed() - before,
            0,
            "labels printed to put one into a rack"
        );
    }

    #[test]
    fn in_duplicate_gives_the_same_label_twice() {
        let (first, second) = in_duplicate(Label::print("KÖL-7"));
        assert_eq!((first.text(), second.text()), ("KÖL-7", "KÖL-7"));
    }

    #[test]
    fn in_duplicate_prints_one_label() {
        let label = Label::print("HAM-1");
        let before = printed();
        in_duplicate(label);
        assert_eq!(printed() - before, 1, "labels printed to have two of one");
    }
}
