//! At the depot, some parcels leave a van, and others come in. The labels in a van are a `Vec<String>`, as in
//! `last_look`. The owner lends them with `&mut`, because the van drives on afterwards.
//!
//! Task: write the three functions that the tests call. They move labels, and copy none.
//! Read: <https://doc.rust-lang.org/std/vec/struct.Vec.html#method.drain>

// All three borrow the van with `&mut`, because the caller uses it again. None of them needs a `clone`: the
// labels move out of the vector.

/// Takes `count` labels from the front of the van and returns them. If there are fewer, it takes all.
fn unload(van: &mut Vec<String>, count: usize) -> Vec<String> {
    // `drain` takes a range out and closes the gap. It would panic past the end. `van.split_off(count)` returns
    // the other part, the labels from that index on.
    let count = count.min(van.len());
    van.drain(..count).collect()
}

/// Takes the label at `index` and returns it. The last label fills the gap, and no other label moves.
fn pick(van: &mut Vec<String>, index: usize) -> String {
    // Only one label moves, even in a long vector. `remove` would move all labels after the gap.
    van.swap_remove(index)
}

/// Moves all labels of the pallet to the end of the van, in their order. The pallet is empty after that.
fn reload(van: &mut Vec<String>, pallet: &mut Vec<String>) {
    // `van.extend(pallet.drain(..))` does the same.
    van.append(pallet);
}

#[cfg(test)]
mod tests {
    use super::{pick, reload, unload};

    fn van_of(labels: [&str; 4]) -> Vec<String> {
        Vec::from(labels.map(String::from))
    }

    #[test]
    fn unload_takes_labels_from_the_front() {
        let mut van = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        let out: Vec<String> = unload(&mut van, 3);
        assert_eq!(out, ["HAM-1", "KÖL-2", "BER-3"]);
    }

    #[test]
    fn unload_leaves_the_rest_in_the_van() {
        let mut van = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        unload(&mut van, 1);
        assert_eq!(van, ["KÖL-2", "BER-3", "BRE-4"]);
        unload(&mut van, 2);
        assert_eq!(van, ["BRE-4"]);
    }

    #[test]
    fn unload_takes_all_if_there_are_fewer() {
        let mut van = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        assert_eq!(unload(&mut van, usize::MAX).len(), 4);
        assert!(van.is_empty());
        assert!(unload(&mut van, 1).is_empty());
    }

    #[test]
    fn unload_can_take_no_label() {
        let mut van = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        assert!(unload(&mut van, 0).is_empty());
        assert_eq!(van.len(), 4);
    }

    #[test]
    fn unload_moves_the_labels_themselves() {
        let mut van = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        let addresses = [van[0].as_ptr(), van[1].as_ptr(), van[2].as_ptr()];
        let out = unload(&mut van, 2);
        let moved = [out[0].as_ptr(), out[1].as_ptr(), van[0].as_ptr()];
        assert_eq!(moved, addresses, "one of them is a copy");
    }

    #[test]
    fn pick_returns_the_label_at_the_index() {
        let mut van = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        assert_eq!(pick(&mut van, 1), "KÖL-2");
        assert_eq!(pick(&mut van, 2), "BER-3");
    }

    #[test]
    fn pick_moves_no_other_label_than_the_last() {
        let mut van = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        let addresses = [van[3].as_ptr(), van[1].as_ptr(), van[2].as_ptr()];
        pick(&mut van, 0);
        assert_eq!(van, ["BRE-4", "KÖL-2", "BER-3"]);
        let moved = [van[0].as_ptr(), van[1].as_ptr(), van[2].as_ptr()];
        assert_eq!(moved, addresses, "one of them is a copy");
    }

    #[test]
    fn pick_can_take_the_last_label() {
        let mut van = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        assert_eq!(pick(&mut van, 3), "BRE-4");
        assert_eq!(van, ["HAM-1", "KÖL-2", "BER-3"]);
    }

    #[test]
    fn reload_adds_the_labels_of_the_pallet_at_the_end() {
        let mut van = vec![String::from("HAM-1")];
        let mut pallet = van_of(["KÖL-2", "BER-3", "BRE-4", "HAM-5"]);
        reload(&mut van, &mut pallet);
        assert_eq!(van, ["HAM-1", "KÖL-2", "BER-3", "BRE-4", "HAM-5"]);
    }

    #[test]
    fn reload_leaves_an_empty_pallet() {
        let mut van = Vec::new();
        let mut pallet = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        let addresses = [pallet[0].as_ptr(), pallet[3].as_ptr()];
        reload(&mut van, &mut pallet);
        assert!(pallet.is_empty());
        let moved = [van[0].as_ptr(), van[3].as_ptr()];
        assert_eq!(moved, addresses, "this is a copy");
    }

    #[test]
    fn reload_from_an_empty_pallet_changes_nothing() {
        let mut van = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        reload(&mut van, &mut Vec::new());
        assert_eq!(van.len(), 4);
    }
}
