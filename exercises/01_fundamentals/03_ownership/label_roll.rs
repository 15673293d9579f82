//! `waybill` collects lines for the label printer in one `String`, the roll. It tells the printer the
//! address of the bytes only once. When a roll outgrows its capacity, its bytes move to another address, and the
//! printer prints garbage.
//!
//! Task: rewrite the three functions so that the bytes of a roll never move.
//! Read: <https://doc.rust-lang.org/std/string/struct.String.html#representation>

/// Returns a new, empty roll with room for at least `bytes` bytes.
fn new_roll(bytes: usize) -> String {
    // TODO: return an empty roll. Only its capacity is `bytes` or more, and its length is 0.
    " ".repeat(bytes)
}

/// Adds `line` and a `\n` to the end of the roll if there is room for both. Otherwise it adds nothing.
/// Returns the roll, and whether the line was added.
fn add_line(roll: String, line: &str) -> (String, bool) {
    // TODO: add the line to the bytes that are there, and only if it fits.
    (format!("{roll}{line}\n"), true)
}

/// Empties the roll after it was printed. Returns the same roll, with all of its room.
fn tear_off(roll: String) -> String {
    // TODO: empty this roll. It keeps its room.
    drop(roll);
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a line that leaves room for `bytes` more bytes.
    fn line_that_leaves(roll: &String, bytes: usize) -> String {
        "x".repeat((roll.capacity() - roll.len()).saturating_sub(bytes))
    }

    #[test]
    fn a_new_roll_is_empty_and_has_room() {
        let roll = new_roll(500);
        assert!(roll.capacity() >= 500, "room for {} only", roll.capacity());
        assert_eq!(roll.len(), 0, "a new roll has no bytes yet");
        assert!(new_roll(7).capacity() >= 7);
    }

    #[test]
    fn each_line_ends_with_a_newline() {
        let (roll, first) = add_line(new_roll(100), "HAM-000042");
        let (roll, second) = add_line(roll, "");
        let (roll, third) = add_line(roll, "Köln");
        assert_eq!(roll, "HAM-000042\n\nKöln\n");
        assert!(first && second && third);
    }

    #[test]
    fn a_line_is_added_at_the_same_address() {
        let roll = new_roll(100);
        let heap_address = roll.as_ptr();
        let (roll, _) = add_line(roll, "HAM-000042");
        let (roll, _) = add_line(roll, "to Köln");
        assert_eq!(roll, "HAM-000042\nto Köln\n");
        assert_eq!(
            roll.as_ptr(),
            heap_address,
            "the bytes of the roll have moved to another address"
        );
    }

    #[test]
    fn the_newline_needs_room_too() {
        let (roll, _) = add_line(new_roll(50), "HAM-000042");
        let room = roll.capacity();

        let too_long = line_that_leaves(&roll, 0);
        let (roll, added) = add_line(roll, &too_long);
        assert!(!added, "there is no room for the newline of this line");
        assert_eq!(roll, "HAM-000042\n");

        let exact = line_that_leaves(&roll, 1);
        let (roll, added) = add_line(roll, &exact);
        assert!(added, "this line fits exactly");
        assert_eq!((roll.len(), roll.capacity()), (room, room));
    }

    #[test]
    fn a_full_roll_takes_nothing_more() {
        let roll = new_roll(50);
        let all = line_that_leaves(&roll, 1);
        let (roll, _) = add_line(roll, &all);
        let (roll, added) = add_line(roll, "");
        assert!(!added, "the roll is full, but it took one more line");
        assert_eq!(roll.len(), all.len() + 1);
    }

    #[test]
    fn room_is_counted_in_bytes() {
        let roll = new_roll(50);
        let room = roll.capacity();
        let umlauts = "ö".repeat(room - 1); // two bytes each
        let (roll, added) = add_line(roll, &umlauts);
        assert!(!added, "the line has more bytes than there is room for");
        assert_eq!((roll.len(), roll.capacity()), (0, room));
    }

    #[test]
    fn a_roll_that_is_torn_off_keeps_its_room() {
        let (roll, _) = add_line(new_roll(80), "HAM-000042");
        let (heap_address, room) = (roll.as_ptr(), roll.capacity());
        let roll = tear_off(roll);
        assert_eq!(roll, "");
        assert_eq!((roll.as_ptr(), roll.capacity()), (heap_address, room));
    }
}
