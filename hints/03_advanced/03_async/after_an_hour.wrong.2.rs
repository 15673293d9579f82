// Wrong: believes that a timeout ends the task, although it only has its handle.
// Rejected by: tests::a_task_in_a_timeout
//! A work takes a minute. Eight customers order it, each in another way, and then they do something else. An hour later,
//! for whom is it done?
//!
//! Task: correct the answers. The rules are in the section, and in the exercises before this one.
//! Read: <https://docs.rs/tokio/1/tokio/task/index.html#cancellation>

const DONE: bool = true;
const NOT_DONE: bool = false;

/// `let future = work();`, and nobody awaits it.
const A_FUTURE_IN_A_VARIABLE: bool = NOT_DONE;

/// `drop(tokio::spawn(work()));`
const A_TASK_WITHOUT_A_HANDLE: bool = DONE;

/// `tokio::spawn(work()).abort();`
const A_TASK_THAT_IS_ABORTED: bool = NOT_DONE;

/// The task is in a `JoinSet`, and the set has ended.
const A_TASK_IN_A_SET_THAT_ENDS: bool = NOT_DONE;

/// `timeout(half_a_minute, work()).await`
const A_FUTURE_IN_A_TIMEOUT: bool = NOT_DONE;

/// `timeout(half_a_minute, tokio::spawn(work())).await`
const A_TASK_IN_A_TIMEOUT: bool = NOT_DONE;

/// `select!` between `work()` and a sleep of half a minute.
const THE_LOSER_OF_A_SELECT: bool = NOT_DONE;

/// A closure in `spawn_blocking` has begun, and then the handle is aborted.
const A_BLOCKING_CLOSURE_THAT_IS_ABORTED: bool = DONE;

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc::channel;
    use std::time::Duration;
    use tokio::task::{JoinSet, spawn_blocking, yield_now};
    use tokio::time::{sleep, timeout};

    const HALF_A_MINUTE: Duration = Duration::from_secs(30);

    /// Whether a work is done. All its clones are about the same work.
    #[derive(Clone, Default)]
    struct Work(Arc<AtomicBool>);

    impl Work {
        fn finish(&self) {
            self.0.store(true, Ordering::SeqCst);
        }

        /// Does the work. (`use<>` says that the future borrows nothing.)
        fn run(&self) -> impl Future<Output = ()> + use<> {
            let work = self.clone();
            async move {
                sleep(Duration::from_secs(60)).await;
                work.finish();
            }
        }

        /// Waits for an hour, and returns whether the work is done then.
        async fn an_hour_later(&self) -> bool {
            sleep(Duration::from_secs(3_600)).await;
            self.0.load(Ordering::SeqCst)
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_future_in_a_variable() {
        let work = Work::default();
        let _future = work.run();
        assert!(A_FUTURE_IN_A_VARIABLE == work.an_hour_later().await);
    }

    #[tokio::test(start_paused = true)]
    async fn a_task_without_a_handle() {
        let work = Work::default();
        drop(tokio::spawn(work.run()));
        assert!(A_TASK_WITHOUT_A_HANDLE == work.an_hour_later().await);
    }

    #[tokio::test(start_paused = true)]
    async fn a_task_that_is_aborted() {
        let work = Work::default();
        let task = tokio::spawn(work.run());
        yield_now().await;
        task.abort();
        assert!(A_TASK_THAT_IS_ABORTED == work.an_hour_later().await);
    }

    #[tokio::test(start_paused = true)]
    async fn a_task_in_a_set_that_ends() {
        let work = Work::default();
        let mut tasks = JoinSet::new();
        tasks.spawn(work.run());
        yield_now().await;
        drop(tasks);
        assert!(A_TASK_IN_A_SET_THAT_ENDS == work.an_hour_later().await);
    }

    #[tokio::test(start_paused = true)]
    async fn a_future_in_a_timeout() {
        let work = Work::default();
        assert!(timeout(HALF_A_MINUTE, work.run()).await.is_err());
        assert!(A_FUTURE_IN_A_TIMEOUT == work.an_hour_later().await);
    }

    #[tokio::test(start_paused = true)]
    async fn a_task_in_a_timeout() {
        let work = Work::default();
        let task = tokio::spawn(work.run());
        assert!(timeout(HALF_A_MINUTE, task).await.is_err());
        assert!(A_TASK_IN_A_TIMEOUT == work.an_hour_later().await);
    }

    #[tokio::test(start_paused = true)]
    async fn the_loser_of_a_select() {
        let work = Work::default();
        tokio::select! {
            () = work.run() => panic!("the work is slower"),
            () = sleep(HALF_A_MINUTE) => {}
        }
        assert!(THE_LOSER_OF_A_SELECT == work.an_hour_later().await);
    }

    #[tokio::test]
    async fn a_blocking_closure_that_is_aborted() {
        let (work, (begin, begun), (go, gate)) = (Work::default(), channel(), channel());
        let shared = work.clone();
        let (end, ended) = channel();
        let task = spawn_blocking(move || {
            // `_end` ends with the closure, when it has finished or was stopped.
            let _end = end;
            begin.send(()).unwrap();
            gate.recv().unwrap();
            shared.finish();
        });
        begun.recv().unwrap();
        task.abort();
        go.send(()).unwrap();
        ended.recv().unwrap_or(());
        let done = work.0.load(Ordering::SeqCst);
        assert!(A_BLOCKING_CLOSURE_THAT_IS_ABORTED == done);
    }
}
