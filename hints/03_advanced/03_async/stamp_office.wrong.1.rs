// Wrong: yields once, and then blocks the thread as before.
// Rejected by: tests::two_documents_are_stamped_at_the_same_time
//! Some documents need a stamp, and the stamp is a long computation without any `.await`. While the office computes, the
//! whole service is dead: no request is answered, no timer rings. With one document at a time, all tests pass.
//!
//! Task: change `stamp` so that other tasks run while a document is stamped.
//! Read: <https://docs.rs/tokio/1/tokio/task/index.html#spawn_blocking>

/// Stamps a document. `press` computes the stamp. It takes long, and blocks its thread. Returns `None` if it panics.
async fn stamp<P>(document: Vec<u8>, press: P) -> Option<u64>
where
    P: FnOnce(&[u8]) -> u64 + Send + 'static,
{
    let stamping = tokio::spawn(async move {
        tokio::task::yield_now().await;
        press(&document)
    });
    stamping.await.ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    /// It only matters when the answer is wrong: then a test waits as long as this, and fails.
    const LIMIT: Duration = Duration::from_secs(2);

    fn sum(document: &[u8]) -> u64 {
        document.iter().map(|byte| u64::from(*byte)).sum()
    }

    #[tokio::test]
    async fn a_document_gets_its_stamp() {
        assert_eq!(stamp(Vec::new(), sum).await, Some(0));
        for length in [1, 10, 1_000] {
            assert_eq!(stamp(vec![7; length], sum).await, Some(7 * length as u64));
        }
    }

    #[tokio::test]
    async fn a_press_that_panics_gives_no_stamp() {
        let broken = |document: &[u8]| panic!("{} bytes are too many", document.len());
        assert_eq!(stamp(vec![1, 2], broken).await, None);
        assert_eq!(stamp(vec![1, 2], sum).await, Some(3));
    }

    // This runtime has one thread. The press waits for a message from a task, and the task needs the thread.
    #[tokio::test]
    async fn other_tasks_run_while_the_press_works() {
        let (message, other_task) = channel();
        let press = move |_: &[u8]| u64::from(other_task.recv_timeout(LIMIT).is_ok());
        let other = async {
            tokio::task::yield_now().await;
            message.send(()).ok();
        };
        let (stamped, ()) = tokio::join!(stamp(vec![1], press), other);
        assert_eq!(stamped, Some(1), "no other task could run");
    }

    // Each press waits for the other one.
    #[tokio::test]
    async fn two_documents_are_stamped_at_the_same_time() {
        let ((left, from_left), (right, from_right)) = (channel(), channel());
        let first = stamp(vec![1], move |_| {
            left.send(()).ok();
            u64::from(from_right.recv_timeout(LIMIT).is_ok())
        });
        let second = stamp(vec![2], move |_| {
            right.send(()).ok();
            u64::from(from_left.recv_timeout(LIMIT).is_ok())
        });
        assert_eq!(tokio::join!(first, second), (Some(1), Some(1)));
    }
}
