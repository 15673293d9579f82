//! At night the service is updated. Until now it was killed, and each time a few parcels were booked half. This
//! checkpoint needs tasks, channels and a timeout: tell all tasks to stop, and wait for them, but not for ever.
//!
//! Task: define `Service` with the methods that the tests call. `watch` is a channel whose receivers see the last value.
//! Read: <https://docs.rs/tokio/1/tokio/sync/index.html#watch-channel>

use std::time::Duration;
use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, timeout_at};

/// The tasks that ended by themselves, that were aborted, and that panicked.
#[derive(Debug, Default, PartialEq)]
struct Report {
    finished: u32,
    aborted: u32,
    panicked: u32,
}

impl Report {
    /// Counts the end of a task.
    fn count(&mut self, end: Result<(), JoinError>) {
        match end {
            Ok(()) => self.finished += 1,
            Err(error) if error.is_panic() => self.panicked += 1,
            Err(_) => self.aborted += 1,
        }
    }
}

/// A service with tasks that can be told to stop.
struct Service {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Service {
    fn new() -> Service {
        let (stop, _) = watch::channel(false);
        let tasks = JoinSet::new();
        Service { stop, tasks }
    }

    /// Starts a task. It gets a receiver whose value becomes true when it should stop.
    fn start<F>(&mut self, task: impl FnOnce(watch::Receiver<bool>) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.tasks.spawn(task(self.stop.subscribe()));
    }

    /// Tells all tasks to stop, and waits for them until the limit is over.
    async fn shut_down(mut self, limit: Duration) -> Report {
        let mut report = Report::default();
        // `send` would do nothing if no task had a receiver. That would be fine as well.
        self.stop.send_replace(true);
        // An `Instant` is one limit for all tasks. With `timeout(limit, ...)`, each of them would have a limit of its own.
        let end = Instant::now() + limit;
        while let Ok(Some(ended)) = timeout_at(end, self.tasks.join_next()).await {
            report.count(ended);
        }
        // An aborted task ends at its current `.await`. To wait for it means that its variables have ended, too.
        self.tasks.abort_all();
        while let Some(ended) = self.tasks.join_next().await {
            report.count(ended);
        }
        report
    }
}

#[cfg(test)]
mod tests {
    use super::{Report, Service};
    use std::sync::{Arc, Mutex};
    use std::time::Duration;
    use tokio::sync::watch;
    use tokio::time::{Instant, sleep};

    const LIMIT: Duration = Duration::from_secs(30);

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    /// Books a parcel every 10 seconds, until it should stop. A parcel that was begun is finished.
    async fn book(mut stop: watch::Receiver<bool>, booked: Arc<Mutex<u32>>) {
        loop {
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => return,
                () = sleep(seconds(6)) => {}
            }
            sleep(seconds(4)).await;
            *booked.lock().unwrap() += 1;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_service_without_tasks_stops_at_once() {
        let start = Instant::now();
        let report = Service::new().shut_down(LIMIT).await;
        assert_eq!(
            report,
            Report {
                finished: 0,
                aborted: 0,
                panicked: 0
            }
        );
        assert_eq!(start.elapsed(), seconds(0));
    }

    #[tokio::test(start_paused = true)]
    async fn tasks_run_until_the_service_stops() {
        let booked = Arc::new(Mutex::new(0));
        let mut service = Service::new();
        for _ in 0..3 {
            let booked = Arc::clone(&booked);
            service.start(|stop| book(stop, booked));
        }
        sleep(seconds(25)).await;
        assert_eq!(*booked.lock().unwrap(), 6);
        let report = service.shut_down(LIMIT).await;
        assert_eq!(
            report,
            Report {
                finished: 3,
                aborted: 0,
                panicked: 0
            }
        );
        assert_eq!(*booked.lock().unwrap(), 6);
    }

    #[tokio::test(start_paused = true)]
    async fn a_parcel_that_was_begun_is_finished() {
        let booked = Arc::new(Mutex::new(0));
        let mut service = Service::new();
        let shared = Arc::clone(&booked);
        service.start(|stop| book(stop, shared));
        sleep(seconds(7)).await;
        let start = Instant::now();
        service.shut_down(LIMIT).await;
        assert_eq!(*booked.lock().unwrap(), 1);
        assert_eq!(start.elapsed(), seconds(3));
    }

    #[tokio::test(start_paused = true)]
    async fn a_task_that_does_not_stop_is_aborted_at_the_limit() {
        for limit in [seconds(0), seconds(1), seconds(30)] {
            let mut service = Service::new();
            let alive = Arc::new(());
            let kept = Arc::clone(&alive);
            service.start(|_stop| async move {
                sleep(seconds(3_600)).await;
                drop(kept);
            });
            service.start(|mut stop| async move {
                let _ = stop.wait_for(|stop| *stop).await;
            });
            sleep(seconds(5)).await;
            let start = Instant::now();
            let report = service.shut_down(limit).await;
            assert_eq!(start.elapsed(), limit);
            assert_eq!(report.finished + report.aborted, 2);
            assert!(report.aborted >= 1);
            if limit > seconds(0) {
                assert_eq!(
                    report,
                    Report {
                        finished: 1,
                        aborted: 1,
                        panicked: 0
                    }
                );
            }
            assert_eq!(Arc::strong_count(&alive), 1, "its future was dropped");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn all_tasks_have_the_limit_together() {
        let mut service = Service::new();
        for number in 1..=10 {
            service.start(move |mut stop| async move {
                let _ = stop.wait_for(|stop| *stop).await;
                sleep(seconds(number * 10)).await;
            });
        }
        sleep(seconds(1)).await;
        let start = Instant::now();
        let report = service.shut_down(seconds(35)).await;
        assert_eq!(
            report,
            Report {
                finished: 3,
                aborted: 7,
                panicked: 0
            }
        );
        assert_eq!(start.elapsed(), seconds(35));
    }

    #[tokio::test(start_paused = true)]
    async fn tasks_that_ended_before_are_counted() {
        let mut service = Service::new();
        service.start(|_stop| async {});
        service.start(|_stop| async { panic!("no room") });
        service.start(|stop| book(stop, Arc::default()));
        sleep(seconds(60)).await;
        let report = service.shut_down(LIMIT).await;
        assert_eq!(
            report,
            Report {
                finished: 2,
                aborted: 0,
                panicked: 1
            }
        );
    }
}
