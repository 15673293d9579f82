//! Labels are loaded into a van, and a screen shows the widest of several lines. In each function a reference
//! is still in use when its value is gone: one value moved, and the other one ended.
//!
//! Task: fix `send_off` and `widest_line`. The labels themselves go into the van, not a copy of them.
//! Read: <https://doc.rust-lang.org/book/ch04-02-references-and-borrowing.html#the-rules-of-references>

/// Loads labels into a van. Returns the van: its number, and the labels that it owns from then on.
fn load(van: u32, labels: Vec<String>) -> (u32, Vec<String>) {
    (van, labels)
}

/// Sends van 7 off with the labels. Returns the loaded van and the log line about it. There is at least one
/// label.
fn send_off(labels: Vec<String>) -> ((u32, Vec<String>), String) {
    // TODO: fix this. The labels move while `first` still refers to one of them.
    let first = &labels[0];
    let van = load(7, labels);
    let line = format!("van 7 goes to {first} first");
    (van, line)
}

/// Returns the line of the screen with the most bytes. It returns the first of several equal lines. Each element
/// of `depots` is the name of a depot and its number of parcels.
fn widest_line(depots: [(&str, u32); 3]) -> String {
    // TODO: fix this. `widest` refers to a line that has ended.
    let mut widest = "";
    for (depot, parcels) in depots {
        let line = format!("{depot}: {parcels}");
        if line.len() > widest.len() {
            widest = &line;
        }
    }
    String::from(widest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_van_has_all_labels_and_the_line_the_first_one() {
        let labels = vec![String::from("HAM-1"), String::from("KÖL-2")];
        let (van, line) = send_off(labels);
        assert_eq!(van, (7, vec![String::from("HAM-1"), String::from("KÖL-2")]));
        assert_eq!(line, "van 7 goes to HAM-1 first");
    }

    #[test]
    fn the_labels_themselves_go_into_the_van() {
        let labels = vec![String::from("BER-3")];
        let heap_address = labels.as_ptr();
        let (van, line) = send_off(labels);
        assert_eq!(line, "van 7 goes to BER-3 first");
        assert_eq!(
            van.1.as_ptr(),
            heap_address,
            "the van owns a copy of the labels"
        );
    }

    #[test]
    fn the_widest_line_can_be_any_of_them() {
        assert_eq!(
            widest_line([("HAM", 100), ("BRE", 5), ("BER", 20)]),
            "HAM: 100"
        );
        assert_eq!(
            widest_line([("HAM", 7), ("Bremen", 5), ("BER", 20)]),
            "Bremen: 5"
        );
        assert_eq!(
            widest_line([("HAM", 7), ("BRE", 5), ("BER", 20)]),
            "BER: 20"
        );
    }

    #[test]
    fn the_width_is_counted_in_bytes() {
        assert_eq!(widest_line([("HAM", 7), ("KÖL", 5), ("BER", 9)]), "KÖL: 5");
    }

    #[test]
    fn the_first_of_equally_wide_lines_wins() {
        assert_eq!(
            widest_line([("HAM", 1), ("BRE", 20), ("BER", 30)]),
            "BRE: 20"
        );
    }
}
