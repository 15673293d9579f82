// Wrong: makes an `Arc` of each `Rc`, and keeps the `RefCell`. An `Arc` shares its value, so the value must be `Sync`.
// Rejected by: E0277
//! Yesterday one thread served all desks of the post office, so `Rc` and `RefCell` were enough for the till that the desks
//! share. Today each desk has a thread of its own, and the compiler refuses: these types are for one thread.
//!
//! Task: change the types of the fields so that a desk can be sent to another thread.
//! Read: <https://doc.rust-lang.org/book/ch16-04-extensible-concurrency-sync-and-send.html#transferring-ownership-between-threads>

use std::cell::RefCell;
use std::sync::Arc;
use std::thread;

/// The money in a till, and the sales of the day. All amounts are in cents.
#[derive(Default)]
struct Till {
    money: u32,
    sales: Vec<u32>,
}

/// A desk. All desks share one till, and the desks of one kind share the string of their sign.
struct Desk {
    sign: Arc<str>,
    till: Arc<RefCell<Till>>,
}

/// Returns an empty till.
fn till() -> Arc<RefCell<Till>> {
    Arc::new(RefCell::new(Till::default()))
}

/// Returns a desk for each sign.
fn desks(signs: &[&str], till: &Arc<RefCell<Till>>) -> Vec<Desk> {
    let mut desks = Vec::new();
    for sign in signs {
        desks.push(Desk {
            sign: Arc::from(*sign),
            till: Arc::clone(till),
        });
    }
    desks
}

impl Desk {
    /// Notes a sale for each amount, and puts its money into the till. Returns the number of customers, with the sign of the
    /// desk.
    fn serve(&self, amounts: &[u32]) -> String {
        for amount in amounts {
            let mut till = self.till.borrow_mut();
            till.sales.push(*amount);
            till.money += amount;
        }
        format!("{}: {}", self.sign, amounts.len())
    }
}

/// Returns the number of sales, and all money in the till in cents.
fn totals(till: &Arc<RefCell<Till>>) -> (usize, u32) {
    let till = till.borrow();
    (till.sales.len(), till.money)
}

/// Lets all desks serve at the same time. Each customer pays `cents`.
fn morning(desks: Vec<Desk>, customers: usize, cents: u32) -> Vec<String> {
    let mut threads = Vec::new();
    for desk in desks {
        threads.push(thread::spawn(move || desk.serve(&vec![cents; customers])));
    }
    threads
        .into_iter()
        .map(|thread| thread.join().expect("no desk panics"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compiles only for values that threads may share: the type is `Sync`, and it borrows nothing.
    fn shared<T: Sync + 'static>(value: T) -> T {
        value
    }

    #[test]
    fn each_desk_counts_its_customers() {
        let till = shared(till());
        let served = morning(desks(&["stamps", "parcels"], &till), 3, 95);
        assert_eq!(served, ["stamps: 3", "parcels: 3"]);
    }

    #[test]
    fn all_money_is_in_one_till() {
        let till = shared(till());
        assert_eq!(totals(&till), (0, 0));
        for desks_of_today in [vec!["a"], vec!["a", "b", "c", "d"]] {
            let (sales, money) = totals(&till);
            let number = desks_of_today.len() * 500;
            morning(desks(&desks_of_today, &till), 500, 95);
            assert_eq!(totals(&till), (sales + number, money + number as u32 * 95));
        }
    }

    #[test]
    fn a_desk_can_be_shared_by_two_threads() {
        let till = till();
        let desks = shared(desks(&["stamps"], &till));
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| desks[0].serve(&[1, 2, 3]));
            }
        });
        assert_eq!(totals(&till), (6, 12));
    }
}
