// Wrong: takes from the end where the messages come in. That is a stack: old messages wait forever.
// Rejected by: tests::the_message_that_has_waited_longest_is_next
//! `waybill` tells the shops when a parcel arrives, with a message to their server. If a server does not answer, the message
//! waits in a queue and is sent again. The queue was a vector once, and its methods still think so.
//!
//! Task: complete the methods of `RetryQueue`. The tests say which message is next.
//! Read: <https://doc.rust-lang.org/std/collections/struct.VecDeque.html#method.push_back>

use std::collections::VecDeque;

/// The largest number of times that a message is sent.
const MOST_TRIES: u32 = 3;

/// A message to the server of a shop.
#[derive(Debug, PartialEq)]
struct Message {
    shop: String,
    /// The number of times that it was sent.
    tries: u32,
}

/// Messages that wait, the next one first.
struct RetryQueue {
    waiting: VecDeque<Message>,
}

impl RetryQueue {
    /// Adds a new message at the end.
    fn add(&mut self, shop: &str) {
        self.waiting.push_back(Message {
            shop: shop.to_string(),
            tries: 0,
        });
    }

    /// Takes out the message that is next. The caller sends it, so it has one more try.
    fn send_next(&mut self) -> Option<Message> {
        match self.waiting.pop_back() {
            Some(mut message) => {
                message.tries += 1;
                Some(message)
            }
            None => None,
        }
    }

    /// The server has not answered. Puts the message at the end again, and returns `true`. If it had its last try, drops the
    /// message and returns `false`.
    fn no_answer(&mut self, message: Message) -> bool {
        if message.tries >= MOST_TRIES {
            return false;
        }
        self.waiting.push_back(message);
        true
    }

    /// The server of a shop works again. Its first waiting message goes to the front. All others keep their order.
    fn works_again(&mut self, shop: &str) {
        let position = self.waiting.iter().position(|message| message.shop == shop);
        let Some(position) = position else {
            return;
        };
        if let Some(message) = self.waiting.remove(position) {
            self.waiting.push_front(message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(shops: &[&str]) -> RetryQueue {
        let mut queue = RetryQueue {
            waiting: VecDeque::new(),
        };
        for shop in shops {
            queue.add(shop);
        }
        queue
    }

    /// Sends all messages to servers that answer, and returns the names of the shops.
    fn send_all(mut queue: RetryQueue) -> Vec<String> {
        let mut shops = Vec::new();
        while let Some(message) = queue.send_next() {
            shops.push(message.shop);
        }
        shops
    }

    #[test]
    fn the_message_that_has_waited_longest_is_next() {
        assert_eq!(send_all(queue(&["Ada", "Bo", "Cem"])), ["Ada", "Bo", "Cem"]);
        assert!(send_all(queue(&[])).is_empty());
    }

    #[test]
    fn a_message_that_is_sent_has_one_more_try() {
        let mut queue = queue(&["Ada"]);
        for tries in 1..=MOST_TRIES {
            let message = queue.send_next().unwrap();
            assert_eq!(message.tries, tries);
            queue.no_answer(message);
        }
    }

    #[test]
    fn an_empty_queue_has_no_next_message() {
        let mut queue = queue(&["Ada"]);
        queue.send_next();
        assert_eq!(queue.send_next(), None);
    }

    #[test]
    fn without_an_answer_the_message_waits_at_the_end() {
        let mut queue = queue(&["Ada", "Bo", "Cem"]);
        let message = queue.send_next().unwrap();
        assert!(queue.no_answer(message));
        assert_eq!(send_all(queue), ["Bo", "Cem", "Ada"]);
    }

    #[test]
    fn after_its_last_try_a_message_is_dropped() {
        let mut queue = queue(&["Ada", "Bo"]);
        let mut sent = 0;
        let mut dropped = 0;
        while let Some(message) = queue.send_next() {
            sent += 1;
            assert!(sent <= 2 * MOST_TRIES, "sent once too often");
            let last = message.tries == MOST_TRIES;
            assert_eq!(queue.no_answer(message), !last);
            dropped += u32::from(last);
        }
        assert_eq!((sent, dropped), (2 * MOST_TRIES, 2));
    }

    #[test]
    fn a_shop_that_works_again_comes_first() {
        let mut queue = queue(&["Ada", "Bo", "Cem", "Bo", "Dana"]);
        queue.works_again("Bo");
        assert_eq!(
            queue.waiting.iter().map(|m| &m.shop).collect::<Vec<_>>(),
            ["Bo", "Ada", "Cem", "Bo", "Dana"]
        );
        queue.works_again("Dana");
        assert_eq!(send_all(queue), ["Dana", "Bo", "Ada", "Cem", "Bo"]);
    }

    #[test]
    fn a_shop_without_a_message_changes_nothing() {
        let mut queue = queue(&["Ada", "Bo"]);
        queue.works_again("Cem");
        queue.works_again("Ada");
        assert_eq!(send_all(queue), ["Ada", "Bo"]);
    }
}
