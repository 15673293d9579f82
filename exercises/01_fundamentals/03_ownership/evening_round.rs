//! In the evening the clerk goes through the list of labels three times: to count, to mark, and to put
//! each label into its cage. Each round is a `for` loop, and all three begin with the same words. But
//! one round only looks, one changes what is there, and one takes the list apart.
//! The compiler says that the list is gone after the first. Let each loop take what it needs.
//!
//! Read: <https://doc.rust-lang.org/book/ch08-01-vectors.html#iterating-over-the-values-in-a-vector>

/// Counts the bytes of all labels as they come, adds ` ok` to each, and puts them into two cages:
/// express, whose labels begin with an `X`, and all others, both in the order of the list. Gives back
/// the bytes, the express cage and the other one. (A `Vec` is a list that can grow.)
fn evening_round(labels: Vec<String>) -> (usize, Vec<String>, Vec<String>) {
    // TODO: only one of these three rounds may have the list for good.
    let mut bytes = 0;
    for label in labels {
        bytes += label.len();
    }
    for mut label in labels {
        label.push_str(" ok");
    }
    let mut express = Vec::new();
    let mut others = Vec::new();
    for label in labels {
        if label.starts_with('X') {
            express.push(label);
        } else {
            others.push(label);
        }
    }
    (bytes, express, others)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list_of(labels: [&str; 4]) -> Vec<String> {
        Vec::from(labels.map(String::from))
    }

    #[test]
    fn the_bytes_are_counted_before_the_marks() {
        let (bytes, _, _) = evening_round(list_of(["X-1", "KÖL-22", "", "HAM-3"]));
        assert_eq!(bytes, 3 + 7 + 5);
    }

    #[test]
    fn each_label_is_marked() {
        let (_, express, others) = evening_round(list_of(["HAM-1", "X-2", "KÖL-3", "X-4"]));
        assert_eq!(express, ["X-2 ok", "X-4 ok"]);
        assert_eq!(others, ["HAM-1 ok", "KÖL-3 ok"]);
    }

    #[test]
    fn only_an_x_in_front_means_express() {
        let (_, express, others) = evening_round(list_of(["x-1", "", "HAM-X", "X"]));
        assert_eq!(express, ["X ok"]);
        assert_eq!(others, ["x-1 ok", " ok", "HAM-X ok"]);
    }

    #[test]
    fn an_empty_list_fills_no_cage() {
        let (bytes, express, others) = evening_round(Vec::new());
        assert_eq!(bytes, 0);
        assert!(express.is_empty() && others.is_empty());
    }

    #[test]
    fn the_labels_themselves_go_into_the_cages() {
        let mut labels = list_of(["X-1", "HAM-2", "X-3", "HAM-4"]);
        for label in &mut labels {
            label.reserve(20); // room for the mark, so that no text has to move
        }
        let places = [labels[0].as_ptr(), labels[1].as_ptr(), labels[2].as_ptr()];
        let (_, express, others) = evening_round(labels);
        assert_eq!(
            [express[0].as_ptr(), others[0].as_ptr(), express[1].as_ptr()],
            places,
            "a text lies at another place in memory: it is a copy"
        );
    }
}
