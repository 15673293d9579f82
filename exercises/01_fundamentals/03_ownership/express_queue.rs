//! The queue of `depot_stock` gets an express lane, and the fullest depot sends parcels to the emptiest one.
//! Each function has two steps: it finds something, and then it changes something. `to_the_front` mixes the
//! two steps, and the compiler refuses it.
//!
//! Task: complete both functions. Each one first finds an index, and then makes its change.
//! Read: <https://doc.rust-lang.org/std/vec/struct.Vec.html#method.insert>

/// Moves the first label that equals `code` to the front of the queue. All others keep their order.
/// Returns whether there was such a label.
fn to_the_front(queue: &mut Vec<String>, code: &str) -> bool {
    // TODO: let the loop only find the index. Change the queue after the loop.
    let mut found = false;
    let mut index = 0;
    for label in queue.iter() {
        if label == code && !found {
            let label = queue.remove(index);
            queue.insert(0, label);
            found = true;
        }
        index += 1;
    }
    found
}

/// Moves `parcels` parcels from the fullest depot to the emptiest one. It takes the first of several equal depots.
/// `stock` holds the number of parcels in each depot. It has at least one depot, and the fullest one has
/// enough parcels.
fn relieve(stock: &mut [u32], parcels: u32) {
    // TODO: find the index of both depots. Change the stock after that.
    todo!("{parcels} parcels from the fullest of {stock:?} to the emptiest")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue_of(labels: [&str; 4]) -> Vec<String> {
        Vec::from(labels.map(String::from))
    }

    #[test]
    fn to_the_front_moves_a_label_before_all_others() {
        let mut queue = queue_of(["HAM-1", "BER-2", "KÖL-3", "BRE-4"]);
        assert!(to_the_front(&mut queue, "KÖL-3"));
        assert_eq!(queue, ["KÖL-3", "HAM-1", "BER-2", "BRE-4"]);
        assert!(to_the_front(&mut queue, "BRE-4"));
        assert_eq!(queue, ["BRE-4", "KÖL-3", "HAM-1", "BER-2"]);
    }

    #[test]
    fn to_the_front_leaves_a_label_that_is_there_already() {
        let mut queue = queue_of(["HAM-1", "BER-2", "KÖL-3", "BRE-4"]);
        assert!(to_the_front(&mut queue, "HAM-1"));
        assert_eq!(queue, ["HAM-1", "BER-2", "KÖL-3", "BRE-4"]);
    }

    #[test]
    fn to_the_front_moves_the_first_equal_label() {
        let mut queue = queue_of(["HAM-11", "BER-2", "HAM-1", "HAM-1"]);
        assert!(to_the_front(&mut queue, "HAM-1"));
        assert_eq!(queue, ["HAM-1", "HAM-11", "BER-2", "HAM-1"]);
        let mut queue = queue_of(["HAM-1", "BER-2", "KÖL-3", "BER-2"]);
        assert!(to_the_front(&mut queue, "BER-2"));
        assert_eq!(queue, ["BER-2", "HAM-1", "KÖL-3", "BER-2"]);
    }

    #[test]
    fn to_the_front_finds_no_label_that_is_not_in_the_queue() {
        let mut queue = queue_of(["HAM-1", "BER-2", "KÖL-3", "BRE-4"]);
        assert!(!to_the_front(&mut queue, "HAM-"));
        assert!(!to_the_front(&mut queue, ""));
        assert_eq!(queue, ["HAM-1", "BER-2", "KÖL-3", "BRE-4"]);
        assert!(!to_the_front(&mut Vec::new(), "HAM-1"));
    }

    #[test]
    fn to_the_front_moves_the_label_itself() {
        let mut queue = queue_of(["HAM-1", "BER-2", "KÖL-3", "BRE-4"]);
        queue[2].reserve(100); // no copy would have this capacity
        let (heap_address, room) = (queue[2].as_ptr(), queue[2].capacity());
        assert!(to_the_front(&mut queue, "KÖL-3"));
        assert_eq!(
            (queue[0].as_ptr(), queue[0].capacity()),
            (heap_address, room),
            "this is a copy"
        );
    }

    #[test]
    fn relieve_moves_parcels_from_the_fullest_to_the_emptiest() {
        let mut stock = [4, 9, 1, 5];
        relieve(&mut stock, 3);
        assert_eq!(stock, [4, 6, 4, 5]);
        let mut stock = [0, 7, 3, 8];
        relieve(&mut stock, 8);
        assert_eq!(stock, [8, 7, 3, 0]);
    }

    #[test]
    fn relieve_takes_the_first_of_equals() {
        let mut stock = [5, 2, 5, 2];
        relieve(&mut stock, 1);
        assert_eq!(stock, [4, 3, 5, 2]);
    }

    #[test]
    fn relieve_moves_even_the_largest_number() {
        let mut stock = [u32::MAX, 0];
        relieve(&mut stock, u32::MAX);
        assert_eq!(stock, [0, u32::MAX]);
    }

    #[test]
    fn relieve_changes_nothing_where_all_are_equally_full() {
        let mut stock = [3, 3, 3];
        relieve(&mut stock, 2);
        assert_eq!(stock, [3, 3, 3]);
        let mut one = [6];
        relieve(&mut one, 6);
        assert_eq!(one, [6]);
    }
}
