//! A shop must have a price within 5 seconds. A carrier who is busy is asked again, after a pause. Each question has a
//! timeout of 5 seconds, and still some shops wait for half a minute.
//!
//! Task: change `price_in_time` so that the limit holds for all questions and pauses together.
//! Read: <https://docs.rs/tokio/1/tokio/time/fn.timeout.html#cancellation>

use std::time::Duration;
use tokio::time::{sleep, timeout};

/// The carrier has no time for the question.
struct Busy;

/// The pause after the answer `Busy`.
const PAUSE: Duration = Duration::from_secs(1);

/// Asks for a price. After the answer `Busy` it asks again. Returns `None` when there is no price after `limit`.
/// An `AsyncFnMut` is a closure that is awaited: `ask().await`.
async fn price_in_time<A>(mut ask: A, limit: Duration) -> Option<u32>
where
    A: AsyncFnMut() -> Result<u32, Busy>,
{
    // One future has the whole loop in it, with its pauses, and one timeout is around it. When the time is over, the future is
    // dropped at its current `.await`. `timeout_at` with an `Instant` is for a limit that several functions share.
    let asking = async {
        loop {
            match ask().await {
                Ok(price) => return price,
                Err(Busy) => sleep(PAUSE).await,
            }
        }
    };
    timeout(limit, asking).await.ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::Instant;

    const LIMIT: Duration = Duration::from_secs(5);

    fn millis(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    /// Asks a carrier who needs a time for each answer, and says `Busy` a number of times. Returns the price, the time
    /// that it took, and the number of questions.
    async fn ask(time: Duration, busy: u32) -> (Option<u32>, Duration, u32) {
        let start = Instant::now();
        let mut questions = 0;
        let answer = async || {
            questions += 1;
            sleep(time).await;
            if questions > busy { Ok(390) } else { Err(Busy) }
        };
        let price = price_in_time(answer, LIMIT).await;
        (price, start.elapsed(), questions)
    }

    #[tokio::test(start_paused = true)]
    async fn a_quick_answer_is_the_price() {
        for time in [0, 700, 4_999].map(millis) {
            assert_eq!(ask(time, 0).await, (Some(390), time, 1));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_answer_is_too_late() {
        for time in [5_001, 60_000].map(millis) {
            assert_eq!(ask(time, 0).await, (None, LIMIT, 1));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_busy_carrier_is_asked_again_after_a_pause() {
        let after_two_pauses = PAUSE * 2 + millis(300);
        assert_eq!(ask(millis(100), 2).await, (Some(390), after_two_pauses, 3));
        assert_eq!(ask(millis(0), 4).await, (Some(390), PAUSE * 4, 5));
    }

    #[tokio::test(start_paused = true)]
    async fn all_questions_together_have_one_limit() {
        assert_eq!(ask(millis(1_400), 12).await, (None, LIMIT, 3));
        assert_eq!(ask(millis(100), 20).await, (None, LIMIT, 5));
    }

    #[tokio::test(start_paused = true)]
    async fn a_question_in_the_last_second_may_not_take_longer() {
        // The second question begins after 3.5 seconds, and would end after 6.
        assert_eq!(ask(millis(2_500), 1).await, (None, LIMIT, 2));
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_ends_at_the_limit() {
        // The second pause begins after 4.6 seconds, and would end after 5.6.
        assert_eq!(ask(millis(1_800), 12).await, (None, LIMIT, 2));
    }
}
