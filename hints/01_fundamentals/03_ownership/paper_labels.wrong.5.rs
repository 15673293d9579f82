// Wrong: clones twice, although one label is there already.
// Rejected by: tests::in_duplicate_prints_one_label
//! The `Label` of `copy_or_clone` goes to the printer: each label is paper, and each clone prints one more. Whenever
//! the compiler had an objection, somebody wrote `clone`. Now the forest has an objection.
//!
//! Task: remove every `clone` that is not needed. The module `printer` stays as it is.
//! Read: <https://doc.rust-lang.org/std/mem/fn.replace.html#examples>

use printer::Label;

/// Returns the log line about a label.
fn log_line(label: &Label) -> String {
    format!("label {}", label.code())
}

/// Returns the labels of one depot. Their code begins with its name.
fn for_depot(labels: Vec<Label>, depot: &str) -> Vec<Label> {
    let mut chosen = Vec::new();
    for label in labels {
        if label.code().starts_with(depot) {
            chosen.push(label);
        }
    }
    chosen
}

/// Puts a label into the first slot of the rack, and returns the old one. The rack has at least one slot.
fn replace_first(rack: &mut [Label], label: Label) -> Label {
    std::mem::replace(&mut rack[0], label)
}

/// Returns the same label twice: one for the parcel, and one for the files.
fn in_duplicate(label: Label) -> (Label, Label) {
    (label.clone(), label.clone())
}

// Read only the comments in this module. You need not understand its code yet.
mod printer {
    use std::cell::Cell;

    thread_local! {
        static PRINTED: Cell<u32> = const { Cell::new(0) };
    }

    /// Returns the number of labels that were printed so far.
    #[cfg(test)]
    pub fn printed() -> u32 {
        PRINTED.get()
    }

    /// A label on paper.
    #[derive(Debug, PartialEq)]
    pub struct Label {
        code: String,
    }

    impl Label {
        /// Prints a label.
        pub fn print(code: &str) -> Label {
            PRINTED.set(PRINTED.get() + 1);
            Label {
                code: String::from(code),
            }
        }

        /// Returns the code on the label.
        pub fn code(&self) -> &str {
            &self.code
        }
    }

    impl Clone for Label {
        /// Prints the same label once more, and returns that one.
        fn clone(&self) -> Label {
            Label::print(&self.code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use printer::printed;

    #[test]
    fn log_line_shows_the_code() {
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
    fn for_depot_returns_the_labels_that_begin_with_its_name() {
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
    fn replace_first_returns_the_old_label() {
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
    fn in_duplicate_returns_the_same_label_twice() {
        let (first, second) = in_duplicate(Label::print("KÖL-7"));
        assert_eq!((first.code(), second.code()), ("KÖL-7", "KÖL-7"));
    }

    #[test]
    fn in_duplicate_prints_one_label() {
        let label = Label::print("HAM-1");
        let before = printed();
        in_duplicate(label);
        assert_eq!(printed() - before, 1, "labels printed to have two of one");
    }
}
