// Wrong: clones the vector for the first two loops. The marks go onto labels that nobody keeps.
// Rejected by: tests::each_label_is_marked
//! In the evening `waybill` goes through a vector of labels three times. The first loop marks each label, the
//! second one measures, and the third one moves each label into a cage. The compiler says that the vector is
//! gone after the first loop.
//!
//! Task: change the loops so that only the last one takes the vector.
//! Read: <https://doc.rust-lang.org/book/ch08-01-vectors.html#iterating-over-the-values-in-a-vector>

/// Adds ` express` to each label that begins with an `X`, and ` ok` to all others. Then puts the longest labels
/// into one cage, and all others into a second cage. Both keep the order of the labels.
/// Returns the length of the longest labels in bytes, their cage, and the cage of the others.
fn evening_round(labels: Vec<String>) -> (usize, Vec<String>, Vec<String>) {
    for mut label in labels.clone() {
        if label.starts_with('X') {
            label.push_str(" express");
        } else {
            label.push_str(" ok");
        }
    }
    let mut bytes = 0;
    for label in labels.clone() {
        bytes = bytes.max(label.len());
    }
    let mut longest = Vec::new();
    let mut others = Vec::new();
    for label in labels {
        if label.len() == bytes {
            longest.push(label);
        } else {
            others.push(label);
        }
    }
    (bytes, longest, others)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue_of(labels: [&str; 4]) -> Vec<String> {
        Vec::from(labels.map(String::from))
    }

    #[test]
    fn each_label_is_marked() {
        let (_, longest, others) = evening_round(queue_of(["HAM-1", "X-22", "KÖL-3", "X-4"]));
        assert_eq!(longest, ["X-22 express"]);
        assert_eq!(others, ["HAM-1 ok", "KÖL-3 ok", "X-4 express"]);
    }

    #[test]
    fn only_an_x_in_front_means_express() {
        let (_, longest, others) = evening_round(queue_of(["x-1", "", "HAM-X", "X"]));
        assert_eq!(longest, ["X express"]);
        assert_eq!(others, ["x-1 ok", " ok", "HAM-X ok"]);
    }

    #[test]
    fn the_mark_counts_in_the_length() {
        let (bytes, longest, _) = evening_round(queue_of(["X-1", "KÖL-2", "BER-3", ""]));
        assert_eq!(bytes, 11);
        assert_eq!(longest, ["X-1 express"]);
    }

    #[test]
    fn all_longest_labels_share_a_cage() {
        let (bytes, longest, others) = evening_round(queue_of(["HAM-0001", "X-1", "X", "KÖL-222"]));
        assert_eq!(bytes, 11);
        assert_eq!(longest, ["HAM-0001 ok", "X-1 express", "KÖL-222 ok"]);
        assert_eq!(others, ["X express"]);
    }

    #[test]
    fn without_labels_both_cages_are_empty() {
        let (bytes, longest, others) = evening_round(Vec::new());
        assert_eq!(bytes, 0);
        assert!(longest.is_empty() && others.is_empty());
    }

    #[test]
    fn the_labels_themselves_go_into_the_cages() {
        let mut labels = queue_of(["X-1", "HAM-2", "X-3", "HAM-4"]);
        for label in &mut labels {
            label.reserve(20); // room for the mark, so that the bytes need not move
        }
        let addresses = [labels[0].as_ptr(), labels[1].as_ptr(), labels[2].as_ptr()];
        let (_, longest, others) = evening_round(labels);
        assert_eq!(
            [longest[0].as_ptr(), others[0].as_ptr(), longest[1].as_ptr()],
            addresses,
            "the bytes of a label are at another address: it is a copy"
        );
    }
}
