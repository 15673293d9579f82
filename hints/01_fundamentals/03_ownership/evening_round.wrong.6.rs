// Wrong: lends in the last round as well: the cages would be full of references to labels, and not of labels (E0308).
// Rejected by: E0308
//! In the evening `waybill` goes through the list of labels three times: to write on each, to
//! measure, and to put each into its cage. Each round is a `for` loop, and all three begin with
//! almost the same words. But one round changes what is there, one only looks, and one takes the
//! list apart. The compiler says that the list is gone after the first. Let each loop take what it
//! needs.
//!
//! Read: <https://doc.rust-lang.org/book/ch08-01-vectors.html#iterating-over-the-values-in-a-vector>

/// Writes ` express` behind each label that begins with an `X`, and ` ok` behind all others. Then
/// looks how many bytes the longest label has, and puts the labels into two cages: those that are
/// as long, and all others, both in the order of the list. Gives back the bytes, the cage of the
/// longest and the other one. (A `Vec` is a list that can grow.)
fn evening_round(mut labels: Vec<String>) -> (usize, Vec<String>, Vec<String>) {
    for label in &mut labels {
        if label.starts_with('X') {
            label.push_str(" express");
        } else {
            label.push_str(" ok");
        }
    }
    let mut bytes = 0;
    for label in &labels {
        bytes = bytes.max(label.len());
    }
    let mut longest = Vec::new();
    let mut others = Vec::new();
    for label in &labels {
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

    fn list_of(labels: [&str; 4]) -> Vec<String> {
        Vec::from(labels.map(String::from))
    }

    #[test]
    fn each_label_is_marked() {
        let (_, longest, others) = evening_round(list_of(["HAM-1", "X-22", "KÖL-3", "X-4"]));
        assert_eq!(longest, ["X-22 express"]);
        assert_eq!(others, ["HAM-1 ok", "KÖL-3 ok", "X-4 express"]);
    }

    #[test]
    fn only_an_x_in_front_means_express() {
        let (_, longest, others) = evening_round(list_of(["x-1", "", "HAM-X", "X"]));
        assert_eq!(longest, ["X express"]);
        assert_eq!(others, ["x-1 ok", " ok", "HAM-X ok"]);
    }

    #[test]
    fn the_longest_is_looked_for_after_the_words_are_written() {
        let (bytes, longest, _) = evening_round(list_of(["X-1", "KÖL-2", "BER-3", ""]));
        assert_eq!(bytes, 11);
        assert_eq!(longest, ["X-1 express"]);
    }

    #[test]
    fn all_that_are_as_long_as_the_longest_come_into_one_cage() {
        let (bytes, longest, others) = evening_round(list_of(["HAM-0001", "X-1", "X", "KÖL-222"]));
        assert_eq!(bytes, 11);
        assert_eq!(longest, ["HAM-0001 ok", "X-1 express", "KÖL-222 ok"]);
        assert_eq!(others, ["X express"]);
    }

    #[test]
    fn an_empty_list_fills_no_cage() {
        let (bytes, longest, others) = evening_round(Vec::new());
        assert_eq!(bytes, 0);
        assert!(longest.is_empty() && others.is_empty());
    }

    #[test]
    fn the_labels_themselves_go_into_the_cages() {
        let mut labels = list_of(["X-1", "HAM-2", "X-3", "HAM-4"]);
        for label in &mut labels {
            label.reserve(20); // room for the words, so that no text has to move
        }
        let places = [labels[0].as_ptr(), labels[1].as_ptr(), labels[2].as_ptr()];
        let (_, longest, others) = evening_round(labels);
        assert_eq!(
            [longest[0].as_ptr(), others[0].as_ptr(), longest[1].as_ptr()],
            places,
            "a text lies at another place in memory: it is a copy"
        );
    }
}
