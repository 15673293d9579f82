// Wrong: holds a borrow until the end of the method. The second borrow panics.
// Rejected by: tests::prices_are_right
//! Computing a price is slow, so the price finder should remember its results. Two desks share it, so its methods only
//! have `&self`, and the compiler does not let them change a field.
//!
//! Task: change the types of the two fields, and the lines that use them. Keep `&self` in both methods.
//! Read: <https://doc.rust-lang.org/book/ch15-05-interior-mutability.html#enforcing-borrowing-rules-at-runtime>

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// Finds prices, and remembers each price that it has computed.
struct PriceFinder {
    /// Computes the price in cents for a weight in grams. This is slow.
    compute: fn(u32) -> u32,
    /// The number of questions.
    questions: Cell<u64>,
    /// The price in cents for each weight in grams that was computed.
    known: RefCell<HashMap<u32, u32>>,
}

impl PriceFinder {
    /// Returns a finder that knows no price.
    fn new(compute: fn(u32) -> u32) -> PriceFinder {
        PriceFinder {
            compute,
            questions: Cell::new(0),
            known: RefCell::new(HashMap::new()),
        }
    }

    /// Returns the price in cents for a weight in grams. It computes each price once.
    fn cents(&self, grams: u32) -> u32 {
        self.questions.set(self.questions.get() + 1);
        let known = self.known.borrow();
        if let Some(cents) = known.get(&grams) {
            return *cents;
        }
        let cents = (self.compute)(grams);
        self.known.borrow_mut().insert(grams, cents);
        cents
    }

    /// Returns how many prices were asked for.
    fn questions(&self) -> u64 {
        self.questions.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    thread_local! {
        static COMPUTED: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
    }

    /// Returns a finder, and sets the number of computed prices to 0.
    fn finder() -> PriceFinder {
        COMPUTED.set(0);
        PriceFinder::new(slow_price)
    }

    fn slow_price(grams: u32) -> u32 {
        COMPUTED.set(COMPUTED.get() + 1);
        390 + grams / 100
    }

    #[test]
    fn prices_are_right() {
        let finder = finder();
        for grams in [0, 99, 100, 20_000, 100, 0] {
            assert_eq!(finder.cents(grams), 390 + grams / 100);
        }
    }

    #[test]
    fn each_price_is_computed_once() {
        let finder = finder();
        for _ in 0..5 {
            for grams in [100, 200, 300] {
                finder.cents(grams);
            }
        }
        assert_eq!(COMPUTED.get(), 3);
    }

    #[test]
    fn every_question_is_counted() {
        let finder = finder();
        assert_eq!(finder.questions(), 0);
        for count in 1..=20 {
            finder.cents(count % 3);
            assert_eq!(finder.questions(), u64::from(count));
        }
    }

    #[test]
    fn two_desks_share_one_memory() {
        let desk = Rc::new(finder());
        let other = Rc::clone(&desk);
        assert_eq!(desk.cents(700), 397);
        assert_eq!(other.cents(700), 397);
        assert_eq!(COMPUTED.get(), 1);
        assert_eq!(desk.questions(), 2);
    }

    #[test]
    fn each_finder_has_its_own_memory() {
        let cheap = PriceFinder::new(|grams| grams);
        let expensive = PriceFinder::new(|grams| grams * 9);
        assert_eq!((cheap.cents(7), expensive.cents(7)), (7, 63));
        assert_eq!(expensive.questions(), 1);
    }
}
