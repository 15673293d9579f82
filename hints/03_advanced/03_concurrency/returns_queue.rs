//! Returned parcels wait in a queue that all desks share. When a desk wants a second look at a parcel, it puts the parcel back
//! into the queue, and nothing happens any more. There is no panic and no message: a thread waits for itself.
//!
//! Task: change the three methods so that the lock is free while `work` or `ask` runs.
//! Read: <https://doc.rust-lang.org/reference/destructors.html#temporary-scopes>

use std::collections::{HashMap, VecDeque};
use std::sync::Mutex;

/// The desk for returned parcels.
#[derive(Default)]
struct Returns {
    queue: Mutex<VecDeque<String>>,
    /// The name of the sender, by the code of the parcel.
    senders: Mutex<HashMap<String, String>>,
}

impl Returns {
    /// Takes the first parcel out of the queue and works on it. Returns false if there was none.
    fn work_on_one(&self, work: impl FnOnce(String)) -> bool {
        // The guard is a temporary value: it has no name. In a `let` it ends with the semicolon. In the head of an `if let`, a
        // `while let` or a `match` it lives as long as the block after it, because the pattern could borrow from it.
        let first = self.queue.lock().unwrap().pop_front();
        if let Some(parcel) = first {
            work(parcel);
            true
        } else {
            false
        }
    }

    /// Works until the queue is empty. Returns the number of parcels.
    fn work_on_all(&self, mut work: impl FnMut(String)) -> u32 {
        let mut parcels = 0;
        // `while self.work_on_one(&mut work)` would do the same, and lock in one place only.
        loop {
            let first = self.queue.lock().unwrap().pop_front();
            let Some(parcel) = first else {
                return parcels;
            };
            work(parcel);
            parcels += 1;
        }
    }

    /// Returns the sender of a parcel. An unknown one is asked for, and kept.
    fn sender(&self, parcel: &str, ask: impl FnOnce(&str) -> String) -> String {
        let known = self.senders.lock().unwrap().get(parcel).cloned();
        match known {
            Some(sender) => sender,
            None => {
                let sender = ask(parcel);
                let mut senders = self.senders.lock().unwrap();
                senders.insert(parcel.to_string(), sender.clone());
                sender
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn returns(parcels: &[&str]) -> Returns {
        let returns = Returns::default();
        let parcels = parcels.iter().map(|parcel| parcel.to_string());
        returns.queue.lock().unwrap().extend(parcels);
        returns
    }

    /// `try_lock` never waits. It is an `Err` while the lock is taken, by this thread, too.
    fn assert_free<T>(lock: &Mutex<T>) {
        assert!(lock.try_lock().is_ok(), "the lock is still taken");
    }

    #[test]
    fn parcels_are_worked_on_in_order() {
        let returns = returns(&["a", "b", "c"]);
        let mut seen = Vec::new();
        assert!(returns.work_on_one(|parcel| seen.push(parcel)));
        assert_eq!(returns.work_on_all(|parcel| seen.push(parcel)), 2);
        assert!(!returns.work_on_one(|parcel| seen.push(parcel)));
        assert_eq!(returns.work_on_all(|parcel| seen.push(parcel)), 0);
        assert_eq!(seen, ["a", "b", "c"]);
    }

    #[test]
    fn work_on_one_can_put_the_parcel_back() {
        let returns = returns(&["a", "b"]);
        let worked = returns.work_on_one(|parcel| {
            assert_free(&returns.queue);
            returns.queue.lock().unwrap().push_back(parcel);
        });
        assert!(worked);
        assert_eq!(*returns.queue.lock().unwrap(), ["b", "a"]);
    }

    #[test]
    fn work_on_all_sees_a_parcel_that_was_put_back() {
        let returns = returns(&["a", "b"]);
        let mut seen = Vec::new();
        let worked = returns.work_on_all(|parcel| {
            assert_free(&returns.queue);
            if parcel == "a" {
                let mut queue = returns.queue.lock().unwrap();
                queue.push_back(String::from("a again"));
            }
            seen.push(parcel);
        });
        assert_eq!(worked, 3);
        assert_eq!(seen, ["a", "b", "a again"]);
    }

    #[test]
    fn a_known_sender_is_not_asked_for() {
        let returns = returns(&[]);
        let mut senders = returns.senders.lock().unwrap();
        senders.insert(String::from("a"), String::from("Ada"));
        drop(senders);
        let sender = returns.sender("a", |parcel| panic!("asked for {parcel}"));
        assert_eq!(sender, "Ada");
    }

    #[test]
    fn an_unknown_sender_is_asked_for_once() {
        let returns = returns(&[]);
        for (parcel, name) in [("a", "Ada"), ("b", "Bo"), ("c", "Cem")] {
            let ask = |asked: &str| {
                assert_free(&returns.senders);
                assert_eq!(asked, parcel);
                name.to_string()
            };
            assert_eq!(returns.sender(parcel, ask), name);
            let again = returns.sender(parcel, |parcel| panic!("asked for {parcel} again"));
            assert_eq!(again, name);
        }
    }
}
