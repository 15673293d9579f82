// Wrong: takes `take_while` for a filter.
// Rejected by: tests::forecast_of_take_while
//! Parcels come along a belt, and chains of adapters sort them. Before the belt starts, somebody must know where
//! everything will end up. This time it is you: each constant is the result of the chain in its comment.
//!
//! Task: fill in the seven results. Run the chains in your head, not on the machine.
//! Read: <https://doc.rust-lang.org/std/iter/index.html#adapters>

/// `[4, 8, 5, 6].into_iter().take_while(|n| n % 2 == 0)`
const TAKE_WHILE: &[u32] = &[4, 8, 6];

/// `[1, 2, 3].into_iter().zip([10, 20]).map(|(a, b)| a * b)`
const ZIP: &[u32] = &[10, 40];

/// `["a", "b", "c"].into_iter().enumerate().rev().map(|(i, name)| format!("{i}{name}"))`
const ENUMERATE: &[&str] = &["2c", "1b", "0a"];

/// The numbers that are in `log` after this:
///
/// ```text
/// (1..)
///     .map(|n| { log.push(n); n * n })
///     .filter(|square| square % 2 == 0)
///     .take(2)
///     .for_each(drop)
/// ```
const LOG: &[u32] = &[1, 2, 3, 4];

/// The sums of both parts, the small one first:
///
/// ```text
/// let mut belt = [1, 2, 9, 3, 4].into_iter();
/// let small: u32 = belt.by_ref().take_while(|n| *n < 5).sum();
/// let rest: u32 = belt.sum();
/// ```
const PARTS: (u32, u32) = (3, 7);

/// `[5, 8, 8, 2].windows(2).map(|pair| pair[1] - pair[0])`, with numbers of the type `i32`
const WINDOWS: &[i32] = &[3, 0, -6];

/// The codes that these two chains find, in this order:
///
/// ```text
/// let belt = [("A", 7), ("B", 9), ("C", 2), ("D", 9), ("E", 2)];
/// belt.iter().max_by_key(|(_, kg)| *kg)
/// belt.iter().min_by_key(|(_, kg)| *kg)
/// ```
const EXTREMES: (&str, &str) = ("D", "C");

#[cfg(test)]
mod tests {
    use super::*;

    // These tests do not show the right results. That is on purpose.

    #[test]
    fn forecast_of_take_while() {
        let result = [4, 8, 5, 6].into_iter().take_while(|n| n % 2 == 0);
        assert!(result.eq(TAKE_WHILE.iter().copied()), "not yet");
    }

    #[test]
    fn forecast_of_zip() {
        let result = [1, 2, 3].into_iter().zip([10, 20]).map(|(a, b)| a * b);
        assert!(result.eq(ZIP.iter().copied()), "not yet");
    }

    #[test]
    fn forecast_of_enumerate() {
        let names = ["a", "b", "c"].into_iter().enumerate().rev();
        let result = names.map(|(i, name)| format!("{i}{name}"));
        assert!(result.eq(ENUMERATE.iter().copied()), "not yet");
    }

    #[test]
    fn forecast_of_laziness() {
        let mut log = Vec::new();
        let squares = (1..).map(|n| {
            log.push(n);
            n * n
        });
        squares
            .filter(|square| square % 2 == 0)
            .take(2)
            .for_each(drop);
        assert!(log == LOG, "not yet");
    }

    #[test]
    fn forecast_of_by_ref() {
        let mut belt = [1, 2, 9, 3, 4].into_iter();
        let small: u32 = belt.by_ref().take_while(|n| *n < 5).sum();
        let rest: u32 = belt.sum();
        assert!((small, rest) == PARTS, "not yet");
    }

    #[test]
    fn forecast_of_windows() {
        let numbers: [i32; 4] = [5, 8, 8, 2];
        let result = numbers.windows(2).map(|pair| pair[1] - pair[0]);
        assert!(result.eq(WINDOWS.iter().copied()), "not yet");
    }

    #[test]
    fn forecast_of_max_by_key() {
        let belt = [("A", 7), ("B", 9), ("C", 2), ("D", 9), ("E", 2)];
        let most = belt.iter().max_by_key(|(_, kg)| *kg).unwrap();
        let least = belt.iter().min_by_key(|(_, kg)| *kg).unwrap();
        assert!((most.0, least.0) == EXTREMES, "not yet");
    }
}
