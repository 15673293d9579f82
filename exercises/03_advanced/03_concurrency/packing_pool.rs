//! A *pool* has a fixed number of worker threads. They take jobs out of one queue, and a worker that has finished takes
//! the next job. This checkpoint needs threads, a channel, a lock and `Send`.
//!
//! Task: define `Pool` with the methods that the tests call. When a pool ends, it first finishes all jobs.
//! Read: <https://doc.rust-lang.org/book/ch21-02-multithreaded.html#sending-requests-to-threads-via-channels>

// TODO: define `Pool` with `new` and `run`, and implement `Drop` for it. A job is a `Box<dyn FnOnce() + Send>`: any closure
// that can be called once, in another thread.

#[cfg(test)]
mod tests {
    use super::Pool;
    use std::collections::HashSet;
    use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
    use std::sync::{Arc, Mutex};
    use std::thread;
    use std::time::Duration;

    const LIMIT: Duration = Duration::from_secs(2);

    /// Runs `work` in a thread. It may take 2 seconds, and then the test fails.
    fn within(work: impl FnOnce() + Send + 'static) {
        let (done, result) = channel();
        let thread = thread::spawn(move || {
            work();
            done.send(())
        });
        let end = result.recv_timeout(LIMIT);
        assert_ne!(end, Err(RecvTimeoutError::Timeout), "it does not end");
        thread.join().expect("no panic").unwrap();
    }

    #[test]
    fn a_job_runs_in_another_thread() {
        within(|| {
            let pool = Pool::new(1);
            let (sender, ids) = channel();
            pool.run(move || sender.send(thread::current().id()).unwrap());
            let worker = ids.recv().expect("the job runs");
            assert_ne!(worker, thread::current().id());
        });
    }

    #[test]
    fn one_worker_works_in_order() {
        within(|| {
            let pool = Pool::new(1);
            let (sender, numbers) = channel();
            for number in 0..100 {
                let sender = sender.clone();
                pool.run(move || sender.send(number).unwrap());
            }
            drop(sender);
            assert!(numbers.iter().eq(0..100));
        });
    }

    #[test]
    fn a_pool_has_a_fixed_number_of_workers() {
        within(|| {
            let threads = Arc::new(Mutex::new(HashSet::new()));
            let pool = Pool::new(3);
            for _ in 0..200 {
                let threads = Arc::clone(&threads);
                pool.run(move || {
                    threads.lock().unwrap().insert(thread::current().id());
                });
            }
            drop(pool);
            assert!((1..=3).contains(&threads.lock().unwrap().len()));
        });
    }

    // Each job tells the other one that it runs, and then waits for the other one. After a second it gives up.
    #[test]
    fn two_workers_work_at_the_same_time() {
        within(|| {
            let pool = Pool::new(2);
            let ((left, from_left), (right, from_right)) = (channel(), channel());
            let (sender, met) = channel();
            let job = |signal: Sender<()>, other: Receiver<()>| {
                let sender = sender.clone();
                move || {
                    signal.send(()).ok();
                    sender.send(other.recv_timeout(LIMIT / 2)).ok();
                }
            };
            pool.run(job(left, from_right));
            pool.run(job(right, from_left));
            for _ in 0..2 {
                assert_eq!(met.recv(), Ok(Ok(())), "a job was alone");
            }
        });
    }

    #[test]
    fn run_does_not_wait_for_the_job() {
        within(|| {
            let pool = Pool::new(1);
            let (go, gate) = channel();
            let (sender, finished) = channel();
            pool.run(move || gate.recv().unwrap());
            for _ in 0..3 {
                let sender = sender.clone();
                pool.run(move || sender.send(()).unwrap());
            }
            go.send(()).unwrap();
            drop(sender);
            assert_eq!(finished.iter().count(), 3);
        });
    }

    #[test]
    fn the_end_of_the_pool_waits_for_all_jobs() {
        within(|| {
            for workers in [1, 4] {
                let done = Arc::new(Mutex::new(0));
                let pool = Pool::new(workers);
                for number in 1..=100 {
                    let done = Arc::clone(&done);
                    pool.run(move || *done.lock().unwrap() += number);
                }
                drop(pool);
                assert_eq!(*done.lock().unwrap(), 5_050);
                assert_eq!(Arc::strong_count(&done), 1);
            }
        });
    }

    #[test]
    fn a_pool_without_jobs_ends_at_once() {
        within(|| drop(Pool::new(3)));
    }
}
