//! When `waybill` starts before its database, it waits and tries again. The first wait takes 100 ms. Each
//! further wait takes twice as long as the one before, but never longer than 1600 ms. All waits together have
//! a budget: `waybill` does not begin a wait that is longer than the rest of it.
//!
//! Task: write the body of `waits_within`, with a `while` loop.
//! Read: <https://doc.rust-lang.org/book/ch03-05-control-flow.html#streamlining-conditional-loops-with-while>

/// The first wait, in milliseconds.
const FIRST_MS: u32 = 100;

/// The longest wait, in milliseconds.
const LONGEST_MS: u32 = 1_600;

/// Returns the number of waits that fit into the budget. `budget_ms` is in milliseconds.
fn waits_within(budget_ms: u32) -> u32 {
    // TODO: count the waits.
    todo!("waits from {FIRST_MS} to {LONGEST_MS} ms that fit into {budget_ms} ms")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_budget_allows_no_wait() {
        assert_eq!(waits_within(0), 0);
    }

    #[test]
    fn a_wait_that_would_go_over_the_budget_does_not_begin() {
        assert_eq!(waits_within(99), 0);
        assert_eq!(waits_within(299), 1);
        assert_eq!(waits_within(699), 2);
    }

    #[test]
    fn a_wait_may_use_the_whole_rest_of_the_budget() {
        assert_eq!(waits_within(100), 1);
        assert_eq!(waits_within(300), 2);
        assert_eq!(waits_within(700), 3);
    }

    #[test]
    fn waits_double_up_to_the_longest() {
        assert_eq!(waits_within(1_500), 4);
        assert_eq!(waits_within(3_100), 5);
    }

    #[test]
    fn no_wait_is_longer_than_the_longest() {
        assert_eq!(waits_within(4_699), 5);
        assert_eq!(waits_within(4_700), 6);
        assert_eq!(waits_within(6_300), 7);
    }

    #[test]
    fn a_large_budget_allows_many_waits() {
        assert_eq!(waits_within(1_000_000), 628);
        assert_eq!(waits_within(u32::MAX), 2_684_357);
    }

    // You need not read this test. It tries 30_000 budgets: one wait more must never fit.
    #[test]
    fn the_number_is_right_for_every_budget() {
        for budget in 0..30_000 {
            let waits = waits_within(budget);
            let short = waits.min(5);
            let with_one_more = (waits + 1).min(5);
            let used = ((1 << short) - 1) * 100 + (waits - short) * 1_600;
            let needed = ((1 << with_one_more) - 1) * 100 + (waits + 1 - with_one_more) * 1_600;
            assert!(used <= budget, "{waits} waits do not fit into {budget} ms");
            assert!(needed > budget, "{} waits fit into {budget} ms", waits + 1);
        }
    }
}
