//! A courier waits at a door for the ring of a bell, and here is the future of it, written by hand. A runtime calls
//! `poll`. A future that is not ready must keep the *waker* and have it woken later, or else nobody polls it again.
//!
//! Task: complete `poll` and `ring`, so that the one who waits is woken.
//! Read: <https://doc.rust-lang.org/std/future/trait.Future.html#tymethod.poll>

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// The state that the bell and the future share.
#[derive(Default)]
struct State {
    /// The name of the one who rang.
    rung_by: Option<String>,
    /// The waker of the task that waits.
    waker: Option<Waker>,
}

/// The button of the bell.
struct Bell {
    state: Arc<Mutex<State>>,
}

/// A future that is ready when the bell has been rung. Its value is the name of the one who rang.
struct Ring {
    state: Arc<Mutex<State>>,
}

/// Returns a bell, and the future of its ring.
fn doorbell() -> (Bell, Ring) {
    let state = Arc::new(Mutex::new(State::default()));
    let bell = Bell {
        state: Arc::clone(&state),
    };
    (bell, Ring { state })
}

impl Bell {
    /// Rings the bell. A bell rings once.
    fn ring(self, name: &str) {
        let mut state = self.state.lock().unwrap();
        state.rung_by = Some(name.to_string());
        // TODO: wake the task that waits, if there is one.
    }
}

impl Future for Ring {
    type Output = String;

    /// Returns `Ready` with the name if the bell has been rung. Otherwise it returns `Pending`, and the waker of `context` is
    /// woken by the ring.
    fn poll(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<String> {
        let mut state = self.state.lock().unwrap();
        match state.rung_by.take() {
            Some(name) => Poll::Ready(name),
            None => {
                // TODO: keep the waker. `poll` may be called several times, and only the last waker counts.
                Poll::Pending
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::pin::pin;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::task::Wake;

    /// A waker that counts its calls.
    #[derive(Default)]
    struct Counter {
        calls: AtomicU32,
    }

    impl Wake for Counter {
        fn wake(self: Arc<Self>) {
            self.calls.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn calls(counter: &Counter) -> u32 {
        counter.calls.load(Ordering::SeqCst)
    }

    fn ready(name: &str) -> Poll<String> {
        Poll::Ready(String::from(name))
    }

    #[test]
    fn the_future_is_pending_until_the_ring() {
        let mut context = Context::from_waker(Waker::noop());
        for name in ["Ada", "Bo", ""] {
            let (bell, ring) = doorbell();
            let mut ring = pin!(ring);
            for _ in 0..3 {
                assert_eq!(ring.as_mut().poll(&mut context), Poll::Pending);
            }
            bell.ring(name);
            assert_eq!(ring.as_mut().poll(&mut context), ready(name));
        }
    }

    #[test]
    fn a_ring_before_the_first_poll_is_not_lost() {
        let (bell, ring) = doorbell();
        bell.ring("Ada");
        let mut context = Context::from_waker(Waker::noop());
        assert_eq!(pin!(ring).poll(&mut context), ready("Ada"));
    }

    #[test]
    fn a_ring_wakes_the_one_who_waits() {
        let counter = Arc::new(Counter::default());
        let waker = Waker::from(Arc::clone(&counter));
        let mut context = Context::from_waker(&waker);
        let (bell, ring) = doorbell();
        let mut ring = pin!(ring);
        assert_eq!(ring.as_mut().poll(&mut context), Poll::Pending);
        assert_eq!(calls(&counter), 0, "woken before the ring");
        bell.ring("Bo");
        assert_eq!(calls(&counter), 1, "woken by the ring");
        assert_eq!(ring.as_mut().poll(&mut context), ready("Bo"));
        assert_eq!(calls(&counter), 1);
    }

    // A future can move from one task to another one between two calls of `poll`.
    #[test]
    fn only_the_last_waker_is_woken() {
        let counters = [(); 3].map(|()| Arc::new(Counter::default()));
        let (bell, ring) = doorbell();
        let mut ring = pin!(ring);
        for counter in &counters {
            let waker = Waker::from(Arc::clone(counter));
            let mut context = Context::from_waker(&waker);
            assert_eq!(ring.as_mut().poll(&mut context), Poll::Pending);
        }
        bell.ring("Cem");
        assert_eq!(counters.each_ref().map(|counter| calls(counter)), [0, 0, 1]);
    }

    // If this test fails, the task was never polled again. All other tasks of the test have had their turn by then.
    #[tokio::test]
    async fn a_task_that_waits_goes_on_after_the_ring() {
        let (bell, ring) = doorbell();
        let courier = tokio::spawn(async move { format!("{} is at the door", ring.await) });
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
        assert!(!courier.is_finished());
        bell.ring("Ada");
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
        assert!(courier.is_finished(), "the courier sleeps");
        assert_eq!(courier.await.unwrap(), "Ada is at the door");
    }
}
