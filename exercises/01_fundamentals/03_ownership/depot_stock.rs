//! A depot has a queue of labels and a stock of parcels. Two functions change them. The compiler refuses both
//! functions for the same reason: something changes a value while another reference to it is still in use.
//!
//! Task: change `join` and `transfer` so that no two references overlap.
//! Read: <https://doc.rust-lang.org/book/ch04-02-references-and-borrowing.html#mutable-references>

/// Adds a label to the end of the queue. Returns a line with the label that is first after that.
fn join(queue: &mut Vec<String>, label: String) -> String {
    // TODO: change this. The queue grows while `first` is still in use.
    let first = &queue[0];
    queue.push(label);
    format!("next is {first}")
}

/// Moves `parcels` parcels from one depot to another. `stock` holds the number of parcels in each depot.
/// `from` and `to` are indices. The depot `from` has enough parcels.
fn transfer(stock: &mut [u32; 3], from: usize, to: usize, parcels: u32) {
    // TODO: change this. Two mutable references to the stock are in use at the same time.
    let source = &mut stock[from];
    let target = &mut stock[to];
    *source -= parcels;
    *target += parcels;
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
