// Wrong: sends the request with `try_send`, which does not wait: with a full queue the request is lost.
// Rejected by: tests::many_desks_take_each_piece_once
//! The stock of the shop has no lock at all: one task owns it, and all others send requests over a channel. A request has
//! the sender of a second channel in it, a `oneshot`, for the answer. So nobody waits with a lock in the hand.
//!
//! Task: complete `serve` and the two methods of `Desk`.
//! Read: <https://docs.rs/tokio/1/tokio/sync/index.html#oneshot-channel>

use std::collections::HashMap;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

/// A request to the task that owns the stock.
enum Request {
    /// Adds pieces of an article. It has no answer.
    Add { article: String, pieces: u32 },
    /// Takes pieces of an article. The answer is false, and nothing is taken, if there are too few.
    Take {
        article: String,
        pieces: u32,
        answer: oneshot::Sender<bool>,
    },
}

/// The desk of the stock. Its clones use the same stock.
#[derive(Clone)]
struct Desk {
    requests: mpsc::Sender<Request>,
}

/// Starts the task of a stock. It ends when all desks have ended, and returns the pieces of each article.
fn open() -> (Desk, JoinHandle<HashMap<String, u32>>) {
    let (requests, queue) = mpsc::channel(8);
    (Desk { requests }, tokio::spawn(serve(queue)))
}

/// Owns the stock, and serves the requests in the order in which they come.
async fn serve(mut queue: mpsc::Receiver<Request>) -> HashMap<String, u32> {
    let mut stock = HashMap::new();
    while let Some(request) = queue.recv().await {
        match request {
            Request::Add { article, pieces } => *stock.entry(article).or_insert(0) += pieces,
            Request::Take {
                article,
                pieces,
                answer,
            } => {
                let left = stock.entry(article).or_insert(0);
                let enough = pieces <= *left;
                if enough {
                    *left -= pieces;
                }
                let _ = answer.send(enough);
            }
        }
    }
    stock
}

impl Desk {
    /// Adds pieces of an article. The task of the stock runs as long as there is a desk.
    async fn add(&self, article: &str, pieces: u32) {
        let article = article.to_string();
        let request = Request::Add { article, pieces };
        self.requests
            .send(request)
            .await
            .expect("the stock is open");
    }

    /// Takes pieces of an article. Returns false if there are too few.
    async fn take(&self, article: &str, pieces: u32) -> bool {
        let (answer, wait) = oneshot::channel();
        let request = Request::Take {
            article: article.to_string(),
            pieces,
            answer,
        };
        let _ = self.requests.try_send(request);
        wait.await.unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use tokio::task::JoinSet;
    use tokio::time::timeout;

    /// Waits for the end of the stock. It must end within an hour, by the paused clock.
    async fn end_of(stock: JoinHandle<HashMap<String, u32>>) -> HashMap<String, u32> {
        let hour = Duration::from_secs(3_600);
        timeout(hour, stock)
            .await
            .expect("it does not end")
            .unwrap()
    }

    fn pieces(stock: &HashMap<String, u32>, article: &str) -> u32 {
        stock.get(article).copied().unwrap_or(0)
    }

    #[tokio::test(start_paused = true)]
    async fn the_stock_ends_with_its_last_desk() {
        let (desk, stock) = open();
        let second = desk.clone();
        drop(desk);
        second.add("tape", 3).await;
        drop(second);
        assert_eq!(
            end_of(stock).await,
            HashMap::from([(String::from("tape"), 3)])
        );
    }

    #[tokio::test(start_paused = true)]
    async fn pieces_are_added_and_taken() {
        let (desk, stock) = open();
        desk.add("tape", 5).await;
        desk.add("box", 1).await;
        for left in [3, 1] {
            assert!(desk.take("tape", 2).await, "{left} should be left");
        }
        assert!(!desk.take("tape", 2).await);
        assert!(desk.take("tape", 1).await);
        assert!(desk.take("tape", 0).await);
        drop(desk);
        let stock = end_of(stock).await;
        assert_eq!((pieces(&stock, "tape"), pieces(&stock, "box")), (0, 1));
    }

    #[tokio::test(start_paused = true)]
    async fn an_unknown_article_has_no_pieces() {
        let (desk, _stock) = open();
        assert!(!desk.take("drone", 1).await);
        assert!(desk.take("drone", 0).await);
    }

    #[tokio::test(start_paused = true)]
    async fn many_desks_take_each_piece_once() {
        let (desk, stock) = open();
        desk.add("tape", 100).await;
        let mut tasks = JoinSet::new();
        for _ in 0..150 {
            let desk = desk.clone();
            tasks.spawn(async move { desk.take("tape", 1).await });
        }
        drop(desk);
        let taken = tasks.join_all().await.into_iter().filter(|taken| *taken);
        assert_eq!(taken.count(), 100);
        assert_eq!(pieces(&end_of(stock).await, "tape"), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn a_customer_who_leaves_stops_nobody() {
        let (desk, stock) = open();
        desk.add("tape", 5).await;
        let (answer, customer) = oneshot::channel();
        drop(customer);
        let article = String::from("tape");
        let request = Request::Take {
            article,
            pieces: 1,
            answer,
        };
        assert!(desk.requests.send(request).await.is_ok());
        assert!(desk.take("tape", 4).await);
        drop(desk);
        assert_eq!(pieces(&end_of(stock).await, "tape"), 0);
    }
}
