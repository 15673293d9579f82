//! A `struct` gathers values under names. You will write your own in topic 2.1. These three are complete, but the
//! tests want to copy some of their values and to clone others.
//!
//! Task: complete the three `derive` lines. Decide for each type whether it needs `Clone`, or `Clone` and `Copy`.
//! Read: <https://doc.rust-lang.org/book/ch04-01-what-is-ownership.html#stack-only-data-copy>

// `Copy` is for types that own nothing on the heap, such as two numbers. `Label` owns a `String`, so it can only be
// `Clone`. Somebody has to call `clone`, and a reader sees it in the code. `Pickup` owns a label, so it can't be `Copy`
// either. `Copy` always needs `Clone`.

/// The position of a van: its distance from the depot, in metres.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Position {
    east: i32,
    north: i32,
}

/// The label of a parcel.
#[derive(Clone, Debug, PartialEq)]
struct Label {
    code: String,
}

/// The label of a parcel that waits for a van, and the position where it waits.
#[derive(Clone, Debug, PartialEq)]
struct Pickup {
    label: Label,
    position: Position,
}

/// Returns the way between two positions, in metres. All streets run east or north.
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

    fn label(code: &str) -> Label {
        Label {
            code: String::from(code),
        }
    }

    #[test]
    fn a_position_can_be_used_after_it_was_passed() {
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
    fn a_second_label_is_made_by_a_clone() {
        let first = label("KÖL-7");
        let second = first.clone();
        assert_eq!(first, second);
        assert_ne!(
            first.code.as_ptr(),
            second.code.as_ptr(),
            "each label has a code of its own"
        );
    }

    #[test]
    fn a_second_pickup_can_be_changed_without_changing_the_first() {
        let first = Pickup {
            label: label("HAM-1"),
            position: DEPOT,
        };
        let mut second = first.clone();
        second.label.code.push_str("-B");
        second.position.north = 100;
        assert_eq!(second.label.code, "HAM-1-B");
        assert_eq!(first.label.code, "HAM-1");
        assert_eq!(first.position, DEPOT);
    }
}
