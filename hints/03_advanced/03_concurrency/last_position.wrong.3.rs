// Wrong: takes the position first, and keeps it when the payment fails.
// Rejected by: tests::without_a_payment_the_position_stays_free
//! A van has room for a few parcels, and many shops book at the same time. The number is atomic, so that no lock is
//! needed. Still, the last free position is sometimes sold twice, when a payment takes a little longer.
//!
//! Task: change `book` so that no position is sold twice. A position whose payment fails is free again.
//! Read: <https://doc.rust-lang.org/std/sync/atomic/struct.AtomicU32.html#method.compare_exchange>

use std::sync::atomic::{AtomicU32, Ordering};

/// The room in a van.
struct Room {
    /// The number of positions that can be sold.
    free: AtomicU32,
}

impl Room {
    /// Books a position if there is a free one, and lets the shop pay. Returns true if the position was booked and paid.
    /// `pay` returns false if the payment fails. Nobody pays for a position that is not there.
    fn book(&self, pay: impl FnOnce() -> bool) -> bool {
        let order = Ordering::SeqCst;
        let taken = self
            .free
            .fetch_update(order, order, |free| free.checked_sub(1));
        taken.is_ok() && pay()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    fn room(free: u32) -> Room {
        Room {
            free: AtomicU32::new(free),
        }
    }

    fn free(room: &Room) -> u32 {
        room.free.load(Ordering::SeqCst)
    }

    #[test]
    fn each_booking_takes_one_position() {
        let room = room(3);
        for left in [2, 1, 0] {
            assert!(room.book(|| true));
            assert_eq!(free(&room), left);
        }
    }

    #[test]
    fn a_full_van_sells_nothing() {
        let room = room(0);
        for _ in 0..3 {
            assert!(!room.book(|| panic!("nobody pays for nothing")));
            assert_eq!(free(&room), 0);
        }
    }

    #[test]
    fn without_a_payment_the_position_stays_free() {
        let room = room(1);
        assert!(!room.book(|| false));
        assert_eq!(free(&room), 1);
        assert!(room.book(|| true));
        assert_eq!(free(&room), 0);
    }

    // While the first shop pays, a second one comes. So no test needs two threads that meet by chance.
    #[test]
    fn the_last_position_is_sold_once() {
        let room = room(1);
        let mut second = false;
        let first = room.book(|| {
            second = room.book(|| true);
            true
        });
        assert_ne!(first, second, "first: {first}, second: {second}");
        assert_eq!(free(&room), 0);
    }

    #[test]
    fn two_bookings_at_the_same_time_take_two_positions() {
        for number in [2, 3, 50] {
            let room = room(number);
            let first = room.book(|| {
                assert!(room.book(|| true));
                true
            });
            assert!(first);
            assert_eq!(free(&room), number - 2);
        }
    }

    #[test]
    fn a_failed_payment_takes_no_position_from_others() {
        let room = room(5);
        let first = room.book(|| {
            assert!(room.book(|| true));
            false
        });
        assert!(!first);
        assert_eq!(free(&room), 4);
    }

    #[test]
    fn many_shops_buy_all_positions_and_no_more() {
        let room = room(100);
        let sold: usize = thread::scope(|scope| {
            let shop = || (0..50).filter(|_| room.book(|| true)).count();
            let shops = [(); 4].map(|()| scope.spawn(shop));
            shops.map(|shop| shop.join().unwrap()).iter().sum()
        });
        assert_eq!(sold, 100);
        assert_eq!(free(&room), 0);
    }
}
