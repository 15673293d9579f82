//! Vans carry parcels between two depots. Once a week both depots stop for ever, and nobody has ever seen it in a test: a van
//! to HAM and a van to KÖL must arrive in the same microsecond. The module `depot` notes each lock, so that it can be seen.
//!
//! Task: change `transfer` so that two transfers can never wait for each other. Both depots are open while parcels move.
//! Read: <https://doc.rust-lang.org/book/ch16-03-shared-state.html#comparing-refcelltrct-and-mutextarct>

use depot::Depot;

/// Moves parcels from one depot to another one. Returns false, and moves nothing, if there are too few of them.
/// Nobody may see a moment when the parcels are in no depot, or in both.
fn transfer(from: &Depot, to: &Depot, parcels: u32) -> bool {
    // TODO: two threads, A to B and B to A. Who waits for whom?
    let mut source = from.open();
    let mut target = to.open();
    if *source < parcels {
        return false;
    }
    *source -= parcels;
    *target += parcels;
    true
}

/// You need not change this module. A `Depot` has an id and a lock, and each depot of the city has another id.
mod depot {
    use std::cell::RefCell;
    use std::ops::{Deref, DerefMut};
    use std::sync::{Mutex, MutexGuard};

    thread_local! {
        static LOG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
        static OPEN: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
    }

    /// A depot, with a lock for the number of its parcels.
    pub struct Depot {
        id: u32,
        parcels: Mutex<u32>,
    }

    /// The open depot. It can be used like a `&mut u32`, and is closed when it ends.
    pub struct Open<'a> {
        id: u32,
        parcels: MutexGuard<'a, u32>,
    }

    impl Depot {
        pub fn new(id: u32, parcels: u32) -> Depot {
            Depot {
                id,
                parcels: Mutex::new(parcels),
            }
        }

        /// Returns the id of the depot.
        pub fn id(&self) -> u32 {
            self.id
        }

        /// Waits until no other thread has the depot open, and opens it. Panics if this thread has it open already.
        pub fn open(&self) -> Open<'_> {
            let is_open = OPEN.with_borrow(|open| open.contains(&self.id));
            assert!(!is_open, "depot {} waits for itself", self.id);
            OPEN.with_borrow_mut(|open| open.push(self.id));
            LOG.with_borrow_mut(|log| log.push(format!("open {}", self.id)));
            Open {
                id: self.id,
                parcels: self.parcels.lock().unwrap(),
            }
        }
    }

    impl Drop for Open<'_> {
        fn drop(&mut self) {
            OPEN.with_borrow_mut(|open| open.retain(|id| *id != self.id));
            LOG.with_borrow_mut(|log| log.push(format!("close {}", self.id)));
        }
    }

    impl Deref for Open<'_> {
        type Target = u32;
        fn deref(&self) -> &u32 {
            &self.parcels
        }
    }

    impl DerefMut for Open<'_> {
        fn deref_mut(&mut self) -> &mut u32 {
            &mut self.parcels
        }
    }

    /// Returns the log of this thread, and begins a new one.
    #[cfg(test)]
    pub fn take_log() -> Vec<String> {
        LOG.take()
    }
}

#[cfg(test)]
mod tests {
    use super::depot::take_log;
    use super::*;
    use std::thread;

    /// Returns the ids of the depots in the order in which a transfer opens them.
    fn order(from: &Depot, to: &Depot) -> Vec<String> {
        take_log();
        assert!(transfer(from, to, 1));
        let mut log = take_log();
        log.truncate(2);
        log
    }

    #[test]
    fn parcels_are_moved() {
        for parcels in [0, 1, 30] {
            let (ham, bre) = (Depot::new(4, 30), Depot::new(7, 2));
            assert!(transfer(&ham, &bre, parcels));
            assert_eq!((*ham.open(), *bre.open()), (30 - parcels, 2 + parcels));
            assert!(transfer(&bre, &ham, parcels));
            assert_eq!((*ham.open(), *bre.open()), (30, 2));
        }
    }

    #[test]
    fn without_enough_parcels_nothing_is_moved() {
        let (ham, bre) = (Depot::new(4, 30), Depot::new(7, 2));
        assert!(!transfer(&ham, &bre, 31));
        assert!(!transfer(&bre, &ham, 3));
        assert_eq!((*ham.open(), *bre.open()), (30, 2));
    }

    #[test]
    fn both_depots_are_open_while_parcels_move() {
        let (ham, bre) = (Depot::new(4, 30), Depot::new(7, 2));
        for (from, to) in [(&ham, &bre), (&bre, &ham)] {
            let opened = order(from, to);
            assert!(
                opened.iter().all(|line| line.starts_with("open")),
                "{opened:?}"
            );
            assert_ne!(opened[0], opened[1]);
        }
    }

    #[test]
    fn there_and_back_the_depots_are_opened_in_the_same_order() {
        for ids in [[4, 7], [7, 4], [0, u32::MAX]] {
            let depots = ids.map(|id| Depot::new(id, 30));
            let there = order(&depots[0], &depots[1]);
            assert_eq!(order(&depots[1], &depots[0]), there);
        }
    }

    #[test]
    fn three_depots_in_a_circle_have_one_order() {
        let [a, b, c] = [2, 5, 9].map(|id| Depot::new(id, 30));
        // If a opens before b, and b before c, then a opens before c.
        let firsts = [(&a, &b), (&b, &c), (&c, &a)].map(|(from, to)| order(from, to).remove(0));
        assert!(firsts[0] == firsts[2] || firsts[1] == firsts[2] || firsts[0] == firsts[1]);
    }

    #[test]
    fn a_transfer_within_one_depot_changes_nothing() {
        let ham = Depot::new(4, 30);
        assert!(transfer(&ham, &ham, 30));
        assert!(!transfer(&ham, &ham, 31));
        assert_eq!(*ham.open(), 30);
    }

    #[test]
    fn many_vans_lose_no_parcel() {
        let (ham, bre) = (Depot::new(4, 1_000), Depot::new(7, 1_000));
        // With the old order this would stop for ever, once in a while. The tests above find it each time.
        let same_order = order(&ham, &bre) == order(&bre, &ham);
        assert!(same_order, "not tried, because it could stop");
        thread::scope(|scope| {
            for van in 0..4 {
                let (from, to) = if van % 2 == 0 {
                    (&ham, &bre)
                } else {
                    (&bre, &ham)
                };
                scope.spawn(move || (0..500).for_each(|_| assert!(transfer(from, to, 1))));
            }
        });
        assert_eq!(*ham.open() + *bre.open(), 2_000);
        assert_eq!(*ham.open(), 1_000);
    }
}
