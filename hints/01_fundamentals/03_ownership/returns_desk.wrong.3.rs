// Wrong: borrows, since that is gentler, but the tests hand the parcels over (E0308).
// Rejected by: E0308
//! Parcels that come back go over the returns desk. A parcel is a label and its weight in grams, in
//! one value: `(String, u32)`. The tests call three functions that do not exist yet. Whatever is
//! handed over the desk belongs to the function from then on, and comes back as a part of its
//! result: nothing is lent, and no label is copied. Write the functions, their parameters and
//! results.
//!
//! Read: <https://doc.rust-lang.org/book/ch04-01-what-is-ownership.html#return-values-and-scope>

/// Puts a new label on a parcel, and gives back the parcel and the label that was on it before.
fn relabel(parcel: (String, u32), label: String) -> ((String, u32), String) {
    let (old, grams) = parcel;
    ((label, grams), old)
}

/// Gives each of two parcels the label of the other.
fn swap_labels(first: (String, u32), second: (String, u32)) -> ((String, u32), (String, u32)) {
    ((second.0, first.1), (first.0, second.1))
}

/// Gives back two parcels, the heavier one first; in the order they came if they weigh the same.
fn heavier_first(first: &(String, u32), second: &(String, u32)) -> ((String, u32), (String, u32)) {
    if second.1 > first.1 {
        (second.clone(), first.clone())
    } else {
        (first.clone(), second.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::{heavier_first, relabel, swap_labels};

    fn parcel(label: &str, grams: u32) -> (String, u32) {
        (String::from(label), grams)
    }

    #[test]
    fn relabel_puts_the_new_label_on_the_parcel() {
        let (back, _) = relabel(parcel("HAM-1", 700), String::from("KÖL-1"));
        assert_eq!(back, parcel("KÖL-1", 700));
        let (back, _) = relabel(back, String::new());
        assert_eq!(back, parcel("", 700));
    }

    #[test]
    fn relabel_gives_back_the_old_label_itself() {
        let (before, after) = (parcel("HAM-1", 0), String::from("BRE-1"));
        let places_of_the_texts = [after.as_ptr(), before.0.as_ptr()];
        let (back, old) = relabel(before, after);
        assert_eq!(old, "HAM-1");
        assert_eq!(
            [back.0.as_ptr(), old.as_ptr()],
            places_of_the_texts,
            "a text lies at another place in memory: it is a copy"
        );
    }

    #[test]
    fn swap_labels_gives_each_parcel_the_label_of_the_other() {
        let (first, second) = swap_labels(parcel("HAM-1", 5), parcel("KÖL-2", 5));
        assert_eq!(first.0, "KÖL-2");
        assert_eq!(second.0, "HAM-1");
    }

    #[test]
    fn swap_labels_leaves_the_weights() {
        let (first, second) = swap_labels(parcel("HAM-1", 0), parcel("HAM-2", u32::MAX));
        assert_eq!((first.1, second.1), (0, u32::MAX));
    }

    #[test]
    fn swap_labels_moves_the_labels_themselves() {
        let (first, second) = (parcel("HAM-1", 5), parcel("HAM-2", 6));
        let places_of_the_texts = [first.0.as_ptr(), second.0.as_ptr()];
        let (first, second) = swap_labels(first, second);
        assert_eq!([second.0.as_ptr(), first.0.as_ptr()], places_of_the_texts);
    }

    #[test]
    fn heavier_first_gives_back_the_heavier_parcel_first() {
        let light_came_first = heavier_first(parcel("HAM-1", 499), parcel("HAM-2", 500));
        assert_eq!(
            light_came_first,
            (parcel("HAM-2", 500), parcel("HAM-1", 499))
        );
        let heavy_came_first = heavier_first(parcel("HAM-1", 1), parcel("HAM-2", 0));
        assert_eq!(heavy_came_first, (parcel("HAM-1", 1), parcel("HAM-2", 0)));
    }

    #[test]
    fn heavier_first_keeps_the_order_of_equal_parcels() {
        let pair = heavier_first(parcel("HAM-2", 80), parcel("HAM-1", 80));
        assert_eq!(pair, (parcel("HAM-2", 80), parcel("HAM-1", 80)));
    }

    #[test]
    fn heavier_first_gives_back_the_parcels_themselves() {
        let (first, second) = (parcel("HAM-1", 5), parcel("HAM-2", 6));
        let places_of_the_texts = [first.0.as_ptr(), second.0.as_ptr()];
        let (heavy, light) = heavier_first(first, second);
        assert_eq!([light.0.as_ptr(), heavy.0.as_ptr()], places_of_the_texts);
    }
}
