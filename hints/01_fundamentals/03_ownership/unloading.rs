//! At the depot, a van is unloaded and loaded again. Its labels lie in a list, and the van is lent
//! for that: it drives on with what is left in it. The tests call three functions that do not exist
//! yet. Each moves labels out of one list, in a way of its own, and copies none. A `Vec` has a
//! method for each of these ways; look for the one that does what the tests say.
//!
//! Read: <https://doc.rust-lang.org/std/vec/struct.Vec.html>

// All three borrow the van with `&mut`, as it is used again afterwards. None of them needs a
// `clone`: what comes out of the list has moved.

/// Takes so many labels from the front of the van, or all if there are fewer. The rest moves up.
fn unload(van: &mut Vec<String>, count: usize) -> Vec<String> {
    // `drain` takes a range out and closes the gap; past the end it would panic. The other half,
    // `van.split_off(count)`, gives what is behind a place, and would have to be swapped with the
    // van.
    let count = count.min(van.len());
    van.drain(..count).collect()
}

/// Takes the label at this place. The last one fills the gap, and all others stay where they are.
fn pick(van: &mut Vec<String>, place: usize) -> String {
    // However long the list is, one label moves. `remove` would move up all that are behind the
    // place.
    van.swap_remove(place)
}

/// Puts all labels of a pallet behind those in the van, in their order. The pallet is empty then.
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
    fn unload_takes_nothing_if_nothing_is_asked_for() {
        let mut van = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        assert!(unload(&mut van, 0).is_empty());
        assert_eq!(van.len(), 4);
    }

    #[test]
    fn unload_moves_the_labels_themselves() {
        let mut van = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        let places = [van[0].as_ptr(), van[1].as_ptr(), van[2].as_ptr()];
        let out = unload(&mut van, 2);
        let moved = [out[0].as_ptr(), out[1].as_ptr(), van[0].as_ptr()];
        assert_eq!(moved, places, "there is a copy among them");
    }

    #[test]
    fn pick_gives_the_label_at_the_place() {
        let mut van = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        assert_eq!(pick(&mut van, 1), "KÖL-2");
        assert_eq!(pick(&mut van, 2), "BER-3");
    }

    #[test]
    fn pick_moves_no_other_label_than_the_last() {
        let mut van = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        let places = [van[3].as_ptr(), van[1].as_ptr(), van[2].as_ptr()];
        pick(&mut van, 0);
        assert_eq!(van, ["BRE-4", "KÖL-2", "BER-3"]);
        let moved = [van[0].as_ptr(), van[1].as_ptr(), van[2].as_ptr()];
        assert_eq!(moved, places, "there is a copy among them");
    }

    #[test]
    fn pick_can_take_the_last_label() {
        let mut van = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        assert_eq!(pick(&mut van, 3), "BRE-4");
        assert_eq!(van, ["HAM-1", "KÖL-2", "BER-3"]);
    }

    #[test]
    fn reload_puts_the_labels_of_the_pallet_behind_the_others() {
        let mut van = vec![String::from("HAM-1")];
        let mut pallet = van_of(["KÖL-2", "BER-3", "BRE-4", "HAM-5"]);
        reload(&mut van, &mut pallet);
        assert_eq!(van, ["HAM-1", "KÖL-2", "BER-3", "BRE-4", "HAM-5"]);
    }

    #[test]
    fn reload_leaves_an_empty_pallet() {
        let mut van = Vec::new();
        let mut pallet = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        let places = [pallet[0].as_ptr(), pallet[3].as_ptr()];
        reload(&mut van, &mut pallet);
        assert!(pallet.is_empty());
        assert_eq!([van[0].as_ptr(), van[3].as_ptr()], places, "this is a copy");
    }

    #[test]
    fn reload_from_an_empty_pallet_changes_nothing() {
        let mut van = van_of(["HAM-1", "KÖL-2", "BER-3", "BRE-4"]);
        reload(&mut van, &mut Vec::new());
        assert_eq!(van.len(), 4);
    }
}
