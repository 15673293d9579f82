//! The service makes labels in tasks of their own. A *task* is a future that the runtime runs beside the others, as a
//! thread runs beside other threads. `tokio::spawn` starts it, and the task may live longer than the function that
//! started it.
//!
//! Task: change `start` so that the task owns all that it needs. The service is in an `Arc` already.
//! Read: <https://docs.rs/tokio/1/tokio/task/fn.spawn.html#examples>

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::task::JoinHandle;

/// A service that makes labels.
struct Service {
    city: String,
    /// The number of labels that were made.
    made: AtomicU32,
}

impl Service {
    fn new(city: &str) -> Arc<Service> {
        Arc::new(Service {
            city: city.to_string(),
            made: AtomicU32::new(0),
        })
    }

    /// Makes a label.
    async fn label(&self, street: &str) -> String {
        tokio::task::yield_now().await;
        let number = self.made.fetch_add(1, Ordering::SeqCst) + 1;
        format!("{number}: {street}, {}", self.city)
    }

    /// Starts a task that makes a label, and does not wait for it.
    // TODO: the task lives longer than `self` and `street` are borrowed. A receiver can also be `self: &Arc<Self>`.
    fn start(&self, street: &str) -> JoinHandle<String> {
        tokio::spawn(async { self.label(street).await })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[tokio::test]
    async fn a_task_makes_a_label() {
        for (city, street) in [("HAM", "Elbe 1"), ("KÖL", "Rhein 7")] {
            let service = Service::new(city);
            let label = service.start(street).await.unwrap();
            assert_eq!(label, format!("1: {street}, {city}"));
        }
    }

    #[tokio::test]
    async fn start_does_not_wait() {
        let service = Service::new("HAM");
        let task = service.start("Elbe 1");
        assert_eq!(service.made.load(Ordering::SeqCst), 0);
        assert_eq!(task.await.unwrap(), "1: Elbe 1, HAM");
        assert_eq!(service.made.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn all_tasks_count_in_one_service() {
        let service = Service::new("HAM");
        let tasks: Vec<_> = (0..50).map(|_| service.start("Elbe")).collect();
        let mut labels = HashSet::new();
        for task in tasks {
            labels.insert(task.await.unwrap());
        }
        // The runtime may run the tasks in any order.
        let expected = (1..=50).map(|number| format!("{number}: Elbe, HAM"));
        assert_eq!(labels, expected.collect());
    }

    #[tokio::test]
    async fn a_task_goes_on_when_nobody_has_the_service_any_more() {
        let start = || {
            let street = String::from("Elbe 3");
            Service::new("HAM").start(&street)
        };
        let task = start();
        assert_eq!(task.await.unwrap(), "1: Elbe 3, HAM");
    }

    #[tokio::test]
    async fn a_task_ends_its_part_of_the_service() {
        let service = Service::new("HAM");
        service.start("Elbe 1").await.unwrap();
        assert_eq!(Arc::strong_count(&service), 1);
    }
}
