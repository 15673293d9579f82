//! A tray has four slots for labels: `[String; 4]`, with an empty text in a slot without a label. A
//! scale beside it weighs four parcels: `[u32; 4]`. Both are arrays, and what may be done with an
//! array depends on what is in it: one of numbers is copied where it is handed over, one of texts
//! moves. The tests call three functions that do not exist yet, and show what they need. Write
//! them.
//!
//! Read: <https://doc.rust-lang.org/std/primitive.array.html>
//! and <https://doc.rust-lang.org/book/ch04-01-what-is-ownership.html#stack-only-data-copy>

/// A tray without labels.
fn empty_tray() -> [String; 4] {
    // `[String::new(); 4]` would make one text and copy it into every slot, and texts are not
    // `Copy`. (`std::array::from_fn(|_| String::new())` makes a new one for each slot, and so does
    // `Default::default()`, which can be used for up to 32 slots.)
    [String::new(), String::new(), String::new(), String::new()]
}

/// Takes the label out of a slot, which is empty then.
fn take_label(tray: &mut [String; 4], slot: usize) -> String {
    // An array always has all its items. So a text is put into the place of the one that goes.
    std::mem::take(&mut tray[slot])
}

/// The same weights, the lightest first.
fn lightest_first(mut weights: [u32; 4]) -> [u32; 4] {
    // `u32` is `Copy`, and so `[u32; 4]` is too: these are our own four numbers, and may be
    // changed. Whoever called has theirs as they were.
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
    fn take_label_gives_the_label_itself() {
        let mut tray = tray_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        let place_of_the_text = tray[3].as_ptr();
        let label = take_label(&mut tray, 3);
        assert_eq!(label, "BRE-4");
        assert_eq!(label.as_ptr(), place_of_the_text, "this is a copy");
    }

    #[test]
    fn take_label_leaves_an_empty_slot() {
        let mut tray = tray_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        take_label(&mut tray, 0);
        take_label(&mut tray, 2);
        assert_eq!(tray, ["", "KÖL-2", "", "BRE-4"]);
    }

    #[test]
    fn take_label_gives_an_empty_text_if_there_is_no_label() {
        let mut tray = tray_of(["", "KÖL-2", "BER-3", "BRE-4"]);
        assert_eq!(take_label(&mut tray, 0), "");
        assert_eq!(tray, ["", "KÖL-2", "BER-3", "BRE-4"]);
    }

    #[test]
    fn lightest_first_gives_the_weights_in_their_order() {
        assert_eq!(lightest_first([30, 5, 30, 1]), [1, 5, 30, 30]);
        assert_eq!(lightest_first([u32::MAX, 2, 1, 0]), [0, 1, 2, u32::MAX]);
    }

    #[test]
    fn lightest_first_leaves_the_weights_of_whoever_called() {
        let weights = [400, 20, 3, 1];
        let sorted: [u32; 4] = lightest_first(weights);
        assert_eq!(sorted, [1, 3, 20, 400]);
        assert_eq!(weights, [400, 20, 3, 1]);
    }
}
