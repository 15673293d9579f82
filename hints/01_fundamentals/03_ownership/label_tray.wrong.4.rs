// Wrong: clones the label and clears the slot. The caller gets a copy.
// Rejected by: tests::take_label_returns_the_label_itself
//! A tray has four slots for labels. It is a `[String; 4]`, and an empty slot holds an empty string. A scale next to
//! it weighs four parcels, `[u32; 4]`. Both are arrays, but only one of the two types is `Copy`.
//!
//! Task: write the three functions that the tests call. `take_label` returns the label itself, not a clone.
//! Read: <https://doc.rust-lang.org/std/mem/fn.take.html#examples>

/// Returns a tray without labels.
fn empty_tray() -> [String; 4] {
    [String::new(), String::new(), String::new(), String::new()]
}

/// Takes the label out of a slot and returns it. The slot is empty after that.
fn take_label(tray: &mut [String; 4], slot: usize) -> String {
    let label = tray[slot].clone();
    tray[slot].clear();
    label
}

/// Returns the same weights, the lightest first.
fn lightest_first(mut weights: [u32; 4]) -> [u32; 4] {
    weights.sort();
    weights
}

#[cfg(test)]
mod tests {
    use super::{empty_tray, lightest_first, take_label};

    fn tray_of(labels: [&str; 4]) -> [String; 4] {
        labels.map(String::from)
    }

    #[test]
    fn empty_tray_has_four_slots_without_a_label() {
        let tray: [String; 4] = empty_tray();
        assert_eq!(tray, ["", "", "", ""]);
    }

    #[test]
    fn a_label_in_one_slot_is_in_no_other() {
        let mut tray = empty_tray();
        tray[1].push_str("KÖL-7");
        assert_eq!(tray, ["", "KÖL-7", "", ""]);
    }

    #[test]
    fn take_label_returns_the_label_itself() {
        let mut tray = tray_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        let heap_address = tray[3].as_ptr();
        let label = take_label(&mut tray, 3);
        assert_eq!(label, "BRE-4");
        assert_eq!(label.as_ptr(), heap_address, "this is a copy");
    }

    #[test]
    fn take_label_leaves_an_empty_slot() {
        let mut tray = tray_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        take_label(&mut tray, 0);
        take_label(&mut tray, 2);
        assert_eq!(tray, ["", "KÖL-2", "", "BRE-4"]);
    }

    #[test]
    fn take_label_returns_an_empty_string_from_an_empty_slot() {
        let mut tray = tray_of(["", "KÖL-2", "BER-3", "BRE-4"]);
        assert_eq!(take_label(&mut tray, 0), "");
        assert_eq!(tray, ["", "KÖL-2", "BER-3", "BRE-4"]);
    }

    #[test]
    fn lightest_first_returns_the_weights_in_order() {
        assert_eq!(lightest_first([30, 5, 30, 1]), [1, 5, 30, 30]);
        assert_eq!(lightest_first([u32::MAX, 2, 1, 0]), [0, 1, 2, u32::MAX]);
    }

    #[test]
    fn lightest_first_leaves_the_weights_of_the_caller() {
        let weights = [400, 20, 3, 1];
        let sorted: [u32; 4] = lightest_first(weights);
        assert_eq!(sorted, [1, 3, 20, 400]);
        assert_eq!(weights, [400, 20, 3, 1]);
    }
}
