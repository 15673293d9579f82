//! `waybill` collects the text for the label printer in a `String`. Three numbers stand in its
//! variable: where its text lies on the heap, how many bytes that has, and how many there is room
//! for (`as_ptr`, `len` and `capacity`). Text that outgrows its room moves to a larger one, and the
//! printer, which is told the place only once, would print what is no longer there. Write three
//! functions that prevent it. (A parameter that will be changed is written `mut roll`.)
//!
//! Read: <https://doc.rust-lang.org/book/ch04-01-what-is-ownership.html#memory-and-allocation>
//! and <https://doc.rust-lang.org/std/string/struct.String.html#representation>

/// A new roll, without text, and with room for at least so many bytes.
fn new_roll(bytes: usize) -> String {
    // The heap is asked for room once, here. `String::new` asks for none, and each time that the
    // text outgrows its room, more is asked for and the text is copied there.
    String::with_capacity(bytes)
}

/// Adds a line and a `\n` behind it to the roll, if there is room for both; if not, adds nothing.
/// Gives back the roll, and whether the line was added.
fn add_line(mut roll: String, line: &str) -> (String, bool) {
    // The roll moves in here and out again, but that moves three numbers. The text stays where it
    // is. The room is counted in bytes, and `len` counts bytes.
    let needed = line.len() + 1;
    let fits = needed <= roll.capacity() - roll.len();
    if fits {
        roll.push_str(line);
        roll.push('\n');
    }
    (roll, fits)
}

/// The same roll once its text has been printed: no text, and all of its room.
fn tear_off(mut roll: String) -> String {
    // `clear` sets the length to 0 and leaves the room. (`truncate(0)` does the same.)
    roll.clear();
    roll
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line that leaves so many bytes of the roll's room empty.
    fn line_that_leaves(roll: &String, bytes: usize) -> String {
        "x".repeat(roll.capacity() - roll.len() - bytes)
    }

    #[test]
    fn a_new_roll_has_room_and_no_text() {
        let roll = new_roll(500);
        assert!(roll.capacity() >= 500, "room for {} only", roll.capacity());
        assert_eq!(roll, "");
        assert!(new_roll(7).capacity() >= 7);
    }

    #[test]
    fn lines_stand_one_below_the_other() {
        let (roll, first) = add_line(new_roll(100), "HAM-000042");
        let (roll, second) = add_line(roll, "");
        let (roll, third) = add_line(roll, "Köln");
        assert_eq!(roll, "HAM-000042\n\nKöln\n");
        assert!(first && second && third);
    }

    #[test]
    fn a_line_is_added_where_the_text_is() {
        let roll = new_roll(100);
        let place_of_the_text = roll.as_ptr();
        let (roll, _) = add_line(roll, "HAM-000042");
        let (roll, _) = add_line(roll, "to Köln");
        assert_eq!(roll, "HAM-000042\nto Köln\n");
        assert_eq!(
            roll.as_ptr(),
            place_of_the_text,
            "the text lies at another place in memory than the printer was told"
        );
    }

    #[test]
    fn a_line_fills_the_room_with_its_end() {
        let (roll, _) = add_line(new_roll(50), "HAM-000042");
        let room = roll.capacity();

        let too_long = line_that_leaves(&roll, 0);
        let (roll, added) = add_line(roll, &too_long);
        assert!(!added, "there is no room for the end of this line");
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
        assert!(!added);
        assert_eq!(roll.len(), all.len() + 1);
    }

    #[test]
    fn room_is_counted_in_bytes() {
        let roll = new_roll(50);
        let room = roll.capacity();
        let umlauts = "ö".repeat(room - 1); // two bytes each
        let (roll, added) = add_line(roll, &umlauts);
        assert!(!added);
        assert_eq!((roll.len(), roll.capacity()), (0, room));
    }

    #[test]
    fn a_roll_that_is_torn_off_keeps_its_room() {
        let (roll, _) = add_line(new_roll(80), "HAM-000042");
        let (place_of_the_text, room) = (roll.as_ptr(), roll.capacity());
        let roll = tear_off(roll);
        assert_eq!(roll, "");
        assert_eq!((roll.as_ptr(), roll.capacity()), (place_of_the_text, room));
    }
}
