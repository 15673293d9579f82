// Wrong: makes each shelf with one slot.
// Rejected by: tests::offer_returns_the_parcel_when_the_shelf_is_full
//! Packers put parcels on a shelf, and a van takes them away. On Monday the van was late, and by evening a million
//! parcels were waiting in memory. A `sync_channel` has a fixed number of slots: when all are taken, the sender waits.
//!
//! Task: change `Shelf` so that it has a fixed number of slots, and so that `offer` does not wait for a free one.
//! Read: <https://doc.rust-lang.org/std/sync/mpsc/fn.sync_channel.html#examples>

use std::sync::mpsc::{self, Receiver, SyncSender, TrySendError};

/// A shelf for parcels. Packers put parcels on it, and a van takes them.
struct Shelf {
    packers: SyncSender<String>,
    van: Receiver<String>,
}

/// A packer that puts parcels on a shelf.
struct Packer {
    parcels: SyncSender<String>,
}

impl Shelf {
    /// Returns an empty shelf with a number of slots.
    fn new(_slots: usize) -> Shelf {
        let (packers, van) = mpsc::sync_channel(1);
        Shelf { packers, van }
    }

    /// Returns a packer of this shelf.
    fn packer(&self) -> Packer {
        let parcels = self.packers.clone();
        Packer { parcels }
    }

    /// Takes the parcel that waits longest, or waits for one.
    fn take(&self) -> Option<String> {
        self.van.recv().ok()
    }
}

impl Packer {
    /// Puts a parcel on the shelf. While no slot is free, it waits.
    fn put(&self, parcel: &str) {
        self.parcels
            .send(parcel.to_string())
            .expect("there is a shelf");
    }

    /// Puts a parcel on the shelf if a slot is free. It never waits: without a free slot, the error has the parcel in it.
    fn offer(&self, parcel: String) -> Result<(), String> {
        match self.parcels.try_send(parcel) {
            Ok(()) => Ok(()),
            Err(TrySendError::Full(parcel) | TrySendError::Disconnected(parcel)) => Err(parcel),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;
    use std::time::Duration;

    fn parcel(number: usize) -> String {
        format!("HAM-{number}")
    }

    #[test]
    fn parcels_are_taken_in_order() {
        let shelf = Shelf::new(3);
        let (first, second) = (shelf.packer(), shelf.packer());
        first.put("a");
        second.put("b");
        assert_eq!(first.offer(String::from("c")), Ok(()));
        for expected in ["a", "b", "c"] {
            assert_eq!(shelf.take().as_deref(), Some(expected));
        }
    }

    /// Offers a parcel from another thread, so that a packer that waits for ever can be seen.
    fn offer(packer: &Packer, parcel: String) -> Result<(), String> {
        let packer = Packer {
            parcels: packer.parcels.clone(),
        };
        let (done, result) = mpsc::channel();
        thread::spawn(move || done.send(packer.offer(parcel)));
        let limit = Duration::from_secs(4);
        result.recv_timeout(limit).expect("`offer` waits")
    }

    #[test]
    fn offer_returns_the_parcel_when_the_shelf_is_full() {
        for slots in [1, 2, 10] {
            let shelf = Shelf::new(slots);
            let packer = shelf.packer();
            for number in 0..slots {
                assert_eq!(offer(&packer, parcel(number)), Ok(()));
            }
            for number in [98, 99] {
                assert_eq!(offer(&packer, parcel(number)), Err(parcel(number)));
            }
            assert_eq!(shelf.take(), Some(parcel(0)));
            assert_eq!(offer(&packer, parcel(slots)), Ok(()));
            for number in 1..=slots {
                assert_eq!(shelf.take(), Some(parcel(number)));
            }
        }
    }

    #[test]
    fn offer_returns_the_parcel_when_the_shelf_is_gone() {
        let shelf = Shelf::new(3);
        let packer = shelf.packer();
        drop(shelf);
        assert_eq!(packer.offer(parcel(7)), Err(parcel(7)));
    }

    #[test]
    fn a_packer_that_waits_goes_on_when_a_slot_is_free() {
        let shelf = Shelf::new(1);
        let packer = shelf.packer();
        packer.put("first");
        let (done, was_done) = mpsc::channel();
        thread::spawn(move || {
            packer.put("second");
            done.send(())
        });
        assert_eq!(shelf.take().as_deref(), Some("first"));
        let end = was_done.recv_timeout(Duration::from_secs(4));
        end.expect("the packer waits for ever");
        assert_eq!(shelf.take().as_deref(), Some("second"));
    }
}
