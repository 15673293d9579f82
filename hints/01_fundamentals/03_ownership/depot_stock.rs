//! A depot has a queue of labels, and a stock of parcels. Two functions change them, and the
//! compiler refuses both for the same rule: while one reference may change a value, no other
//! reference to that value may be in use. Mend both.
//!
//! Read: <https://doc.rust-lang.org/book/ch04-02-references-and-borrowing.html>

/// Puts a label at the end of the queue, and says which label is first in it then.
fn join(queue: &mut Vec<String>, label: String) -> String {
    // First change, then look. `push` may move all labels to a larger place in memory, and a
    // reference from before would then point to where they are no more.
    queue.push(label);
    format!("next is {}", queue[0])
}

/// Moves parcels from one depot to another. The stock has the number of parcels in each depot, and
/// the first of the two has enough of them.
fn transfer(stock: &mut [u32; 3], from: usize, to: usize, parcels: u32) {
    // Each line borrows the stock for itself, and gives it back at its end. `split_at_mut` can give
    // two references at once, but to different parts only, and here both may be the same depot.
    stock[from] -= parcels;
    stock[to] += parcels;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_label_goes_to_the_end_of_the_queue() {
        let mut queue = vec![String::from("HAM-1"), String::from("HAM-2")];
        join(&mut queue, String::from("HAM-3"));
        assert_eq!(queue, ["HAM-1", "HAM-2", "HAM-3"]);
    }

    #[test]
    fn the_first_label_stays_first() {
        let mut queue = vec![String::from("HAM-1")];
        assert_eq!(join(&mut queue, String::from("HAM-2")), "next is HAM-1");
        assert_eq!(join(&mut queue, String::from("HAM-3")), "next is HAM-1");
    }

    #[test]
    fn in_an_empty_queue_the_new_label_is_first() {
        let mut queue = Vec::new();
        assert_eq!(join(&mut queue, String::from("HAM-1")), "next is HAM-1");
        assert_eq!(queue, ["HAM-1"]);
    }

    #[test]
    fn parcels_leave_one_depot_and_arrive_at_another() {
        let mut stock = [10, 0, 5];
        transfer(&mut stock, 0, 1, 4);
        assert_eq!(stock, [6, 4, 5]);
        transfer(&mut stock, 2, 0, 5);
        assert_eq!(stock, [11, 4, 0]);
    }

    #[test]
    fn a_transfer_of_nothing_changes_nothing() {
        let mut stock = [0, 7, 0];
        transfer(&mut stock, 0, 1, 0);
        assert_eq!(stock, [0, 7, 0]);
    }

    #[test]
    fn a_transfer_within_one_depot_changes_nothing() {
        let mut stock = [3, 8, 1];
        transfer(&mut stock, 1, 1, 8);
        assert_eq!(stock, [3, 8, 1]);
    }
}
