// Wrong: waits while the barrier is open: the question is the wrong way round.
// Rejected by: tests::a_van_waits_and_passes_when_it_opens
//! Vans wait at the barrier of the yard until it opens. A `Condvar` lets a thread sleep until another one gives it a
//! signal. Some vans sleep for ever: they came when the barrier was already open, or the signal woke another van.
//!
//! Task: change `pass` and `open` so that a van waits for the *state*, and not for a signal.
//! Read: <https://doc.rust-lang.org/std/sync/struct.Condvar.html#method.wait_while>

use std::sync::{Condvar, Mutex};

/// The state of a barrier.
#[derive(Default)]
struct State {
    open: bool,
    /// The number of vans in front of the barrier.
    waiting: u32,
}

/// A barrier with a state, and a signal that the state has changed.
#[derive(Default)]
struct Barrier {
    state: Mutex<State>,
    changed: Condvar,
}

impl Barrier {
    /// Opens the barrier. All vans that wait can pass.
    fn open(&self) {
        self.state.lock().unwrap().open = true;
        self.changed.notify_all();
    }

    /// Closes the barrier for the vans that come later.
    fn close(&self) {
        self.state.lock().unwrap().open = false;
    }

    /// Returns the number of vans that wait.
    fn waiting(&self) -> u32 {
        self.state.lock().unwrap().waiting
    }

    /// Waits until the barrier is open.
    fn pass(&self) {
        let mut state = self.state.lock().unwrap();
        state.waiting += 1;
        state = self.changed.wait_while(state, |state| state.open).unwrap();
        state.waiting -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::mpsc::{Receiver, channel};
    use std::thread;
    use std::time::{Duration, Instant};

    const LIMIT: Duration = Duration::from_secs(4);

    /// Sends vans to the barrier. Each one that has passed sends a message.
    fn send_vans(barrier: &Arc<Barrier>, vans: u32) -> Receiver<()> {
        let (passed, messages) = channel();
        for _ in 0..vans {
            let (barrier, passed) = (Arc::clone(barrier), passed.clone());
            thread::spawn(move || {
                barrier.pass();
                passed.send(())
            });
        }
        messages
    }

    /// Waits until a number of vans are waiting. A van that is counted has unlocked the state, and so it sleeps.
    fn until_waiting(barrier: &Barrier, vans: u32) {
        let start = Instant::now();
        while barrier.waiting() != vans {
            assert!(start.elapsed() < LIMIT, "{} vans wait", barrier.waiting());
            thread::yield_now();
        }
    }

    #[test]
    fn a_van_waits_and_passes_when_it_opens() {
        let barrier = Arc::new(Barrier::default());
        let passed = send_vans(&barrier, 1);
        until_waiting(&barrier, 1);
        assert!(passed.try_recv().is_err());
        barrier.open();
        passed.recv_timeout(LIMIT).expect("the van sleeps");
        assert_eq!(barrier.waiting(), 0);
    }

    #[test]
    fn an_open_barrier_stops_nobody() {
        let barrier = Arc::new(Barrier::default());
        barrier.open();
        let passed = send_vans(&barrier, 2);
        for _ in 0..2 {
            passed.recv_timeout(LIMIT).expect("a van sleeps");
        }
        assert_eq!(barrier.waiting(), 0);
    }

    #[test]
    fn all_waiting_vans_pass_when_it_opens() {
        let barrier = Arc::new(Barrier::default());
        let passed = send_vans(&barrier, 3);
        until_waiting(&barrier, 3);
        barrier.open();
        for _ in 0..3 {
            passed.recv_timeout(LIMIT).expect("a van sleeps");
        }
        assert_eq!(barrier.waiting(), 0);
    }

    #[test]
    fn a_closed_barrier_stops_vans_again() {
        let barrier = Arc::new(Barrier::default());
        barrier.open();
        barrier.close();
        let passed = send_vans(&barrier, 1);
        until_waiting(&barrier, 1);
        barrier.open();
        passed.recv_timeout(LIMIT).expect("the van sleeps");
    }

    // You need not read this test. Another thread waits for the same signals, so that we know that each one was heard.
    #[test]
    fn a_signal_without_an_open_barrier_lets_nobody_pass() {
        let barrier = Arc::new(Barrier::default());
        let passed = send_vans(&barrier, 8);
        until_waiting(&barrier, 8);
        let (heard, signals) = channel();
        let listener = Arc::clone(&barrier);
        thread::spawn(move || {
            let mut state = listener.state.lock().unwrap();
            for _ in 0..100 {
                state = listener.changed.wait(state).unwrap();
                heard.send(()).unwrap();
            }
        });
        for _ in 0..100 {
            while signals.try_recv().is_err() {
                barrier.changed.notify_all();
                thread::yield_now();
            }
            assert_eq!(barrier.waiting(), 8, "the barrier is closed");
        }
        barrier.open();
        for _ in 0..8 {
            passed.recv_timeout(LIMIT).expect("a van sleeps");
        }
    }
}
