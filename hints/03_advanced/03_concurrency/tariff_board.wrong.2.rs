// Wrong: changes through a guard of `read`, which only gives a `&Tariff`.
// Rejected by: E0596
//! All desks read the tariff, a hundred times a minute, and once a month somebody changes it. With a `Mutex`, each desk
//! waits until the desk before it has finished reading. An `RwLock` lets all readers in at once.
//!
//! Task: change the board so that desks read at the same time. While one of them reads, nobody may change the tariff.
//! Read: <https://doc.rust-lang.org/std/sync/struct.RwLock.html#examples>

use std::sync::RwLock;

/// A price for each zone, in cents.
#[derive(Clone)]
struct Tariff {
    cents: Vec<u32>,
}

impl Tariff {
    /// Returns the price of a zone, in cents.
    fn cents(&self, zone: usize) -> Option<u32> {
        self.cents.get(zone).copied()
    }
}

/// The board that shows the tariff to all desks.
struct Board {
    tariff: RwLock<Tariff>,
}

impl Board {
    fn new(tariff: Tariff) -> Board {
        Board {
            tariff: RwLock::new(tariff),
        }
    }

    /// Lets a desk read the tariff. Several desks can read at the same time.
    fn read<R>(&self, desk: impl FnOnce(&Tariff) -> R) -> R {
        let tariff = self.tariff.read().unwrap();
        desk(&tariff)
    }

    /// Makes each price higher by a number of cents. No desk sees a tariff with old and new prices in it.
    fn raise(&self, cents: u32) {
        let mut tariff = self.tariff.read().unwrap();
        for price in &mut tariff.cents {
            *price += cents;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Condvar, Mutex, RwLock};
    use std::thread;
    use std::time::Duration;

    fn board() -> Board {
        Board::new(Tariff {
            cents: vec![390, 490, 690],
        })
    }

    #[test]
    fn a_desk_reads_the_prices() {
        let board = board();
        assert_eq!(board.read(|tariff| tariff.cents(1)), Some(490));
        assert_eq!(board.read(|tariff| tariff.cents(3)), None);
        assert_eq!(board.read(|tariff| tariff.cents.len()), 3);
    }

    #[test]
    fn raise_changes_each_price() {
        let board = board();
        for times in 1..=3 {
            board.raise(10);
            let prices = board.read(|tariff| tariff.cents.clone());
            assert_eq!(prices, [390, 490, 690].map(|price| price + times * 10));
        }
    }

    // You need not read the other tests. In this one, each of three desks waits until all three are reading. After 4
    // seconds they give up.
    #[test]
    fn three_desks_read_at_the_same_time() {
        let board = board();
        let (readers, changed) = (Mutex::new(0), Condvar::new());
        let read_together = |_: &Tariff| {
            let mut readers = readers.lock().unwrap();
            *readers += 1;
            changed.notify_all();
            let alone = |readers: &mut i32| *readers < 3;
            let limit = Duration::from_secs(4);
            let waited = changed.wait_timeout_while(readers, limit, alone);
            !waited.unwrap().1.timed_out()
        };
        thread::scope(|scope| {
            let desks = [(); 3].map(|()| scope.spawn(|| board.read(read_together)));
            for desk in desks {
                assert!(desk.join().unwrap(), "a desk was alone");
            }
        });
    }

    #[test]
    fn while_a_desk_reads_nobody_can_change_the_tariff() {
        let board = board();
        board.read(|_| assert!(!board.tariff.can_be_changed()));
        assert!(board.tariff.can_be_changed());
    }

    trait CanBeChanged {
        fn can_be_changed(&self) -> bool;
    }

    impl<T> CanBeChanged for Mutex<T> {
        fn can_be_changed(&self) -> bool {
            self.try_lock().is_ok()
        }
    }

    impl<T> CanBeChanged for RwLock<T> {
        fn can_be_changed(&self) -> bool {
            self.try_write().is_ok()
        }
    }
}
