//! A feed delivers items: parcels from a scanner, pages from a partner. `Pairs` puts two items of a feed together,
//! for all feeds. The trait has a type parameter, so a feed could deliver many types of items. The compiler asks
//! which one `Pairs` means.
//!
//! Task: change the trait, its impls and the functions, so that each feed has exactly one type of item.
//! Read: <https://doc.rust-lang.org/book/ch20-02-advanced-traits.html#defining-traits-with-associated-types>

/// A source of items.
// TODO: let the feed itself name the type of its items.
trait Feed<T> {
    /// Returns the next item, or `None` at the end.
    fn pull(&mut self) -> Option<T>;
}

/// Counts parcels up to a last number.
struct Numbers {
    next: u32,
    last: u32,
}

impl Feed<u32> for Numbers {
    fn pull(&mut self) -> Option<u32> {
        if self.next > self.last {
            return None;
        }
        self.next += 1;
        Some(self.next - 1)
    }
}

/// The words of a line.
struct Words {
    words: Vec<String>,
}

impl Feed<String> for Words {
    fn pull(&mut self) -> Option<String> {
        if self.words.is_empty() {
            return None;
        }
        Some(self.words.remove(0))
    }
}

/// Two items of a feed at a time. If one is left over at the end, it is not returned.
struct Pairs<F> {
    feed: F,
}

impl<F: Feed<T>, T> Iterator for Pairs<F> {
    type Item = (T, T);

    fn next(&mut self) -> Option<(T, T)> {
        Some((self.feed.pull()?, self.feed.pull()?))
    }
}

/// Returns all items that are left.
fn rest<F: Feed<T>, T>(mut feed: F) -> Vec<T> {
    let mut items = Vec::new();
    while let Some(item) = feed.pull() {
        items.push(item);
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Words {
        Words {
            words: line.split(' ').map(String::from).collect(),
        }
    }

    #[test]
    fn items_come_in_pairs() {
        let pairs = Pairs {
            feed: Numbers { next: 1, last: 6 },
        };
        assert_eq!(pairs.collect::<Vec<_>>(), [(1, 2), (3, 4), (5, 6)]);
        let pairs = Pairs {
            feed: words("from HAM to"),
        };
        assert_eq!(
            pairs.collect::<Vec<_>>(),
            [(String::from("from"), String::from("HAM"))]
        );
    }

    #[test]
    fn a_short_feed_has_no_pair() {
        for last in [0, 1] {
            assert_eq!(
                Pairs {
                    feed: Numbers { next: 1, last }
                }
                .next(),
                None
            );
        }
    }

    #[test]
    fn the_rest_is_complete() {
        assert_eq!(rest(Numbers { next: 5, last: 8 }), [5, 6, 7, 8]);
        assert_eq!(rest(words("a b")), ["a", "b"]);
    }
}
