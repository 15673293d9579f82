// Wrong: writes the same as a loop. Each thread is joined before the next one starts.
// Rejected by: tests::all_carriers_are_asked_at_the_same_time
//! A shop asks several carriers for a price, and each question has a thread of its own. An answer takes a second, and
//! with 10 carriers the shop waits 10 seconds. All prices are right.
//!
//! Task: change `ask_all` so that all carriers are asked at the same time.
//! Read: <https://doc.rust-lang.org/std/iter/index.html#laziness>

use std::thread;

/// Asks each carrier in a thread of its own. Returns the prices in cents, in the order of the carriers. The price of a
/// carrier is `None` if its thread panicked. A carrier is a closure that can be sent to a thread, and called once there.
fn ask_all<A>(carriers: Vec<A>) -> Vec<Option<u32>>
where
    A: FnOnce() -> u32 + Send + 'static,
{
    let mut prices = Vec::new();
    for carrier in carriers {
        let thread = thread::spawn(carrier);
        prices.push(thread.join().ok());
    }
    prices
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Condvar, Mutex};
    use std::time::Duration;

    // You need not read these two functions. `meet` waits until `number` threads are in it, and then returns true. It gives
    // up after 4 seconds, or when another thread has given up, and returns false.
    type Meeting = Arc<(Mutex<(usize, bool)>, Condvar)>;

    fn meet(meeting: &Meeting, number: usize) -> bool {
        let (state, changed) = &**meeting;
        let mut state = state.lock().unwrap();
        state.0 += 1;
        changed.notify_all();
        let limit = Duration::from_secs(4);
        let missing = |state: &mut (usize, bool)| state.0 < number && !state.1;
        let (mut state, _) = changed.wait_timeout_while(state, limit, missing).unwrap();
        state.1 |= state.0 < number;
        changed.notify_all();
        !state.1
    }

    #[test]
    fn no_carrier_has_no_price() {
        let carriers: Vec<fn() -> u32> = Vec::new();
        assert_eq!(ask_all(carriers), []);
    }

    #[test]
    fn the_prices_are_in_the_order_of_the_carriers() {
        for number in [1, 2, 9] {
            let carriers = (0..number).map(|carrier| move || 390 + carrier * 7);
            let prices: Vec<_> = (0..number).map(|carrier| Some(390 + carrier * 7)).collect();
            assert_eq!(ask_all(carriers.collect()), prices);
        }
    }

    #[test]
    fn a_carrier_that_panics_has_no_price() {
        let ask = |carrier: u32| {
            move || {
                assert_ne!(carrier, 1, "this carrier is closed");
                carrier
            }
        };
        assert_eq!(ask_all((0..3).map(ask).collect()), [Some(0), None, Some(2)]);
    }

    #[test]
    fn all_carriers_are_asked_at_the_same_time() {
        for number in [2, 7] {
            let meeting = Meeting::default();
            let ask = |carrier: u32| {
                let meeting = Arc::clone(&meeting);
                move || {
                    let met = meet(&meeting, number);
                    assert!(met, "carrier {carrier} was alone");
                    carrier
                }
            };
            let prices = ask_all((0..number as u32).map(ask).collect());
            assert!(!prices.contains(&None), "{prices:?}");
            assert_eq!(prices.len(), number);
        }
    }
}
