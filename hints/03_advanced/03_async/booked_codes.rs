//! A task books a parcel, and then tells the customer. It locks the codes, pushes one, and drops the guard before the
//! `.await`. The compiler is not convinced: it keeps the guard in the future, and a guard may not move to another thread.
//!
//! Task: change `book` so that the guard has ended before the `.await`. The lock stays a `std::sync::Mutex`.
//! Read: <https://docs.rs/tokio/1/tokio/sync/struct.Mutex.html#which-kind-of-mutex-should-you-use>

use std::sync::{Arc, Mutex};
use tokio::sync::mpsc::Sender;
use tokio::task::JoinHandle;

/// The codes of all parcels that were booked. All tasks share them.
#[derive(Clone, Default)]
struct Codes {
    codes: Arc<Mutex<Vec<String>>>,
}

/// Books a parcel, and tells the customer its number. Returns the number. The first parcel has the number 1.
async fn book(codes: Codes, code: String, customer: Sender<usize>) -> usize {
    // The guard ends with the block, so it is no part of the future at the `.await`. A small function without `async`
    // that locks and returns the number would do it, too. tokio's own `Mutex` is for a lock that must be kept over an
    // `.await`.
    let number = {
        let mut guard = codes.codes.lock().unwrap();
        guard.push(code);
        guard.len()
    };
    // The channel has a limit: `send` waits while the customer is busy. A customer who has left gets no number.
    let _ = customer.send(number).await;
    number
}

/// Starts a task that books a parcel.
fn start(codes: &Codes, code: &str, customer: &Sender<usize>) -> JoinHandle<usize> {
    tokio::spawn(book(codes.clone(), code.to_string(), customer.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::task::{Context, Waker};
    use tokio::sync::mpsc::channel;

    #[tokio::test]
    async fn a_parcel_is_booked_and_the_customer_is_told() {
        let codes = Codes::default();
        let (customer, mut numbers) = channel(8);
        for (code, number) in [("HAM-1", 1), ("KÖL-2", 2), ("HAM-3", 3)] {
            assert_eq!(start(&codes, code, &customer).await.unwrap(), number);
            assert_eq!(numbers.recv().await, Some(number));
        }
        assert_eq!(*codes.codes.lock().unwrap(), ["HAM-1", "KÖL-2", "HAM-3"]);
    }

    #[tokio::test]
    async fn many_tasks_have_different_numbers() {
        let codes = Codes::default();
        let (customer, mut numbers) = channel(100);
        let tasks: Vec<_> = (0..100).map(|_| start(&codes, "x", &customer)).collect();
        let mut returned = Vec::new();
        for task in tasks {
            returned.push(task.await.unwrap());
        }
        let mut told = Vec::new();
        assert_eq!(numbers.recv_many(&mut told, 100).await, 100);
        for mut numbers in [returned, told] {
            numbers.sort();
            assert!(numbers.into_iter().eq(1..=100));
        }
    }

    // The customer is busy, so the future waits. It is polled by hand: that is exact, and needs no clock.
    #[test]
    fn nobody_waits_for_the_lock_while_a_customer_is_busy() {
        let codes = Codes::default();
        let (customer, mut numbers) = channel(1);
        customer.try_send(0).unwrap();
        let mut booking = Box::pin(book(codes.clone(), String::from("HAM-1"), customer));
        let mut context = Context::from_waker(Waker::noop());
        assert!(booking.as_mut().poll(&mut context).is_pending());
        assert!(codes.codes.try_lock().is_ok(), "the lock is still taken");
        assert_eq!(
            codes.codes.try_lock().unwrap().len(),
            1,
            "it is booked already"
        );
        assert_eq!(numbers.try_recv(), Ok(0));
        assert!(booking.as_mut().poll(&mut context).is_ready());
        assert_eq!(numbers.try_recv(), Ok(1));
    }

    #[tokio::test]
    async fn a_customer_who_has_left_is_no_problem() {
        let codes = Codes::default();
        let (customer, numbers) = channel(1);
        drop(numbers);
        assert_eq!(start(&codes, "HAM-1", &customer).await.unwrap(), 1);
    }
}
