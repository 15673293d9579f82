//! A `struct` gathers values under names; you will write your own in topic 2.1. These three are
//! complete but for what can be done with them. The tests use some values again after they were
//! handed over, and ask for a second one of others. Decide for each type how it may be duplicated.
//!
//! Read: <https://doc.rust-lang.org/book/ch04-01-what-is-ownership.html#stack-only-data-copy>

// `Copy` is for types whose bits are all there is, such as two numbers: using one leaves it where
// it was. `Label` owns text on the heap. It can only be `Clone`, which somebody must call and so
// can see in the code. `Pickup` holds a label, so it can't be `Copy` either. `Copy` always comes
// with `Clone`.

/// Where a van is: the distance from the depot, in metres.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Position {
    east: i32,
    north: i32,
}

/// The label of a parcel.
#[derive(Clone, Debug, PartialEq)]
struct Label {
    text: String,
}

/// A parcel that waits for a van, and where it waits.
#[derive(Clone, Debug, PartialEq)]
struct Pickup {
    label: Label,
    position: Position,
}

/// The way between two positions, in metres, along streets that run east and north.
fn way(from: Position, to: Position) -> u32 {
    from.east.abs_diff(to.east) + from.north.abs_diff(to.north)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEPOT: Position = Position { east: 0, north: 0 };

    fn at(east: i32, north: i32) -> Position {
        Position { east, north }
    }

    fn label(text: &str) -> Label {
        Label {
            text: String::from(text),
        }
    }

    #[test]
    fn a_position_is_still_there_after_it_was_handed_over() {
        let van = at(30, -40);
        let out = way(DEPOT, van);
        let back = way(van, DEPOT);
        assert_eq!((out, back), (70, 70));
        assert_eq!(van, at(30, -40));
    }

    #[test]
    fn a_position_can_be_taken_out_of_a_pickup() {
        let pickup = Pickup {
            label: label("HAM-1"),
            position: at(-5, 5),
        };
        let position = pickup.position;
        assert_eq!(way(DEPOT, position), 10);
        assert_eq!(way(DEPOT, pickup.position), 10);
    }

    #[test]
    fn a_second_label_is_printed_when_somebody_asks_for_it() {
        let first = label("KÖL-7");
        let second = first.clone();
        assert_eq!(first, second);
        assert_ne!(
            first.text.as_ptr(),
            second.text.as_ptr(),
            "each label has a text of its own"
        );
    }

    #[test]
    fn a_second_pickup_can_be_changed_without_changing_the_first() {
        let first = Pickup {
            label: label("HAM-1"),
            position: DEPOT,
        };
        let mut second = first.clone();
        second.label.text.push_str("-B");
        second.position.north = 100;
        assert_eq!(second.label.text, "HAM-1-B");
        assert_eq!(first.label.text, "HAM-1");
        assert_eq!(first.position, DEPOT);
    }
}
