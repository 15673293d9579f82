// Wrong: changes the queue inside of the loop that looks at it, and the loop would go on looking (E0502).
// Rejected by: E0502
//! Labels wait in a queue, and parcels in depots. To send one label to the front, it has to be
//! found first; to relieve the fullest depot, it has to be known which one it is. So each function
//! has two steps: one looks, the next changes what was looked at. Mind what you carry from the
//! first into the second. Write both functions.
//!
//! Read: <https://doc.rust-lang.org/book/ch04-02-references-and-borrowing.html#the-rules-of-references>
//! and <https://doc.rust-lang.org/std/vec/struct.Vec.html#method.insert>

/// Takes the first label with this text out of the queue and puts it in front of all others, which
/// keep their order. Says whether there was one.
fn to_the_front(queue: &mut Vec<String>, text: &str) -> bool {
    let mut found = false;
    for (place, label) in queue.iter().enumerate() {
        if label == text && !found {
            let label = queue.remove(place);
            queue.insert(0, label);
            found = true;
        }
    }
    found
}

/// Moves so many parcels from the fullest depot to the emptiest: the first of them, if there are
/// several. The stock has the number of parcels in each depot, however many depots there are: at
/// least one, and the fullest has enough parcels.
fn relieve(stock: &mut [u32], parcels: u32) {
    let mut fullest = 0;
    let mut emptiest = 0;
    let mut place = 0;
    while place < stock.len() {
        if stock[place] > stock[fullest] {
            fullest = place;
        }
        if stock[place] < stock[emptiest] {
            emptiest = place;
        }
        place += 1;
    }
    stock[fullest] -= parcels;
    stock[emptiest] += parcels;
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
    fn to_the_front_moves_the_first_label_with_the_text() {
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
        queue[2].reserve(100); // no copy would have as much room
        let (place_of_the_text, room) = (queue[2].as_ptr(), queue[2].capacity());
        assert!(to_the_front(&mut queue, "KÖL-3"));
        assert_eq!(
            (queue[0].as_ptr(), queue[0].capacity()),
            (place_of_the_text, room),
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
