//! The board shows the prices of several carriers. Each answer takes as many minutes as the carrier likes, and sometimes
//! the task of a carrier panics. The board asks all of them at once, but it shows nothing until the slowest of them has
//! answered.
//!
//! Task: complete `board` and `first_price` with a `JoinSet`.
//! Read: <https://docs.rs/tokio/1/tokio/task/struct.JoinSet.html#examples>

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::time::sleep;

/// A carrier. All its clones count their answers together.
#[derive(Clone)]
struct Carrier {
    minutes: u64,
    /// The price in cents. Without one, the question panics.
    price: Option<u32>,
    answers: Arc<AtomicU32>,
}

impl Carrier {
    /// Asks for the price.
    async fn ask(self) -> u32 {
        sleep(Duration::from_secs(60) * self.minutes as u32).await;
        self.answers.fetch_add(1, Ordering::SeqCst);
        self.price.expect("a carrier without a price")
    }
}

/// The prices of a board, in the order in which the carriers answered, and the number of carriers whose task panicked.
#[derive(Debug, Default, PartialEq)]
struct Board {
    prices: Vec<u32>,
    failed: u32,
}

/// Asks all carriers at the same time. Calls `show` with each price as soon as it arrives.
async fn board(carriers: &[Carrier], mut show: impl FnMut(u32)) -> Board {
    let mut board = Board::default();
    // TODO: this asks all carriers at once, but it waits for them in the order of the slice. And a panic is not counted.
    let asked = carriers
        .iter()
        .map(|carrier| tokio::spawn(carrier.clone().ask()));
    for task in asked.collect::<Vec<_>>() {
        let price = task.await.unwrap_or_default();
        show(price);
        board.prices.push(price);
    }
    board
}

/// Asks all carriers at the same time, and returns the price that arrives first. Carriers that are still working then are
/// stopped. A carrier that panics does not count. Without any price, the result is `None`.
async fn first_price(carriers: &[Carrier]) -> Option<u32> {
    // TODO: use a `JoinSet` here, too. What happens to its tasks when it ends?
    let mut prices = board(carriers, |_| ()).await.prices;
    prices.truncate(1);
    prices.pop()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::Instant;

    fn carriers(answers: &[(u64, Option<u32>)]) -> Vec<Carrier> {
        let carrier = |&(minutes, price)| Carrier {
            minutes,
            price,
            answers: Arc::default(),
        };
        answers.iter().map(carrier).collect()
    }

    fn minutes_since(start: Instant) -> u64 {
        start.elapsed().as_secs() / 60
    }

    #[tokio::test(start_paused = true)]
    async fn without_carriers_the_board_is_empty() {
        assert_eq!(board(&[], |_| ()).await, Board::default());
        assert_eq!(first_price(&[]).await, None);
    }

    #[tokio::test(start_paused = true)]
    async fn the_board_shows_prices_in_the_order_of_the_answers() {
        let carriers = carriers(&[(30, Some(390)), (10, Some(690)), (20, Some(490))]);
        let board = board(&carriers, |_| ()).await;
        assert_eq!(board.prices, [690, 490, 390]);
        assert_eq!(board.failed, 0);
    }

    #[tokio::test(start_paused = true)]
    async fn each_price_is_shown_when_it_arrives() {
        let start = Instant::now();
        let mut shown = Vec::new();
        let carriers = carriers(&[(45, Some(1)), (5, Some(2)), (15, Some(3))]);
        board(&carriers, |price| shown.push((minutes_since(start), price))).await;
        assert_eq!(shown, [(5, 2), (15, 3), (45, 1)]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_panic_is_counted_and_is_no_price() {
        let carriers = carriers(&[(3, None), (2, Some(390)), (1, None)]);
        let mut shown = Vec::new();
        let board = board(&carriers, |price| shown.push(price)).await;
        assert_eq!(board.failed, 2);
        assert_eq!(board.prices, [390]);
        assert_eq!(shown, [390]);
    }

    #[tokio::test(start_paused = true)]
    async fn the_first_price_is_the_one_that_arrives_first() {
        let start = Instant::now();
        let carriers = carriers(&[(30, Some(390)), (10, Some(690)), (20, Some(490))]);
        assert_eq!(first_price(&carriers).await, Some(690));
        assert_eq!(minutes_since(start), 10);
    }

    #[tokio::test(start_paused = true)]
    async fn a_panic_is_not_the_first_price() {
        let failing = carriers(&[(1, None), (2, None)]);
        assert_eq!(first_price(&failing).await, None);
        let one_left = carriers(&[(1, None), (2, None), (3, Some(90))]);
        assert_eq!(first_price(&one_left).await, Some(90));
    }

    #[tokio::test(start_paused = true)]
    async fn after_the_first_price_the_others_are_stopped() {
        let carriers = carriers(&[(10, Some(690)), (20, Some(490)), (30, None)]);
        first_price(&carriers).await;
        sleep(Duration::from_secs(3600)).await;
        let answers = |carrier: &Carrier| carrier.answers.load(Ordering::SeqCst);
        assert!(carriers.iter().map(answers).eq([1, 0, 0]));
    }
}
