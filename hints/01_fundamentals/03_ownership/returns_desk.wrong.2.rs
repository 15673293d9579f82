// Wrong: builds the new first parcel, and then takes the label out of that parcel once more.
// Rejected by: E0382
//! Some parcels come back. A parcel is a pair, as in `sealed_parcel`: its label, and its weight in grams. The
//! clerk of the returns desk changes labels, swaps them, and puts the heavier one of two parcels first.
//!
//! Task: write the three functions that the tests call. They own their arguments, and copy no label.
//! Read: <https://doc.rust-lang.org/book/ch04-01-what-is-ownership.html#return-values-and-scope>

/// Puts a new label on a parcel. Returns the parcel and its old label.
fn relabel(parcel: (String, u32), label: String) -> ((String, u32), String) {
    let (old, grams) = parcel;
    ((label, grams), old)
}

/// Gives each of two parcels the label of the other.
fn swap_labels(first: (String, u32), second: (String, u32)) -> ((String, u32), (String, u32)) {
    let first = (second.0, first.1);
    let second = (first.0, second.1);
    (first, second)
}

/// Returns both parcels, the heavier one first. Equal parcels keep their order.
fn heavier_first(first: (String, u32), second: (String, u32)) -> ((String, u32), (String, u32)) {
    if second.1 > first.1 {
        (second, first)
    } else {
        (first, second)
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
    fn relabel_returns_the_old_label_itself() {
        let (before, after) = (parcel("HAM-1", 0), String::from("BRE-1"));
        let heap_addresses = [after.as_ptr(), before.0.as_ptr()];
        let (back, old) = relabel(before, after);
        assert_eq!(old, "HAM-1");
        assert_eq!(
            [back.0.as_ptr(), old.as_ptr()],
            heap_addresses,
            "the bytes of a label are at another address: it is a copy"
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
        let heap_addresses = [first.0.as_ptr(), second.0.as_ptr()];
        let (first, second) = swap_labels(first, second);
        assert_eq!([second.0.as_ptr(), first.0.as_ptr()], heap_addresses);
    }

    #[test]
    fn heavier_first_returns_the_heavier_parcel_first() {
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
    fn heavier_first_returns_the_parcels_themselves() {
        let (first, second) = (parcel("HAM-1", 5), parcel("HAM-2", 6));
        let heap_addresses = [first.0.as_ptr(), second.0.as_ptr()];
        let (heavy, light) = heavier_first(first, second);
        assert_eq!([light.0.as_ptr(), heavy.0.as_ptr()], heap_addresses);
    }
}
