// Wrong: doubles for ever; `no_wait_is_longer_than_the_longest` runs out of budget too early.
// Rejected by: tests::no_wait_is_longer_than_the_longest
//! When `waybill` starts before its database does, it waits and tries again: 100 ms at first, then
//! always twice as long as the time before, but never longer than 1600 ms at once.
//! It has a budget for all its waiting, and gives up rather than begin a wait that would go past
//! the budget. Count the waits.
//!
//! Read: <https://doc.rust-lang.org/book/ch03-05-control-flow.html>

/// The first wait, in milliseconds.
const FIRST_MS: u32 = 100;

/// No wait is longer than this, in milliseconds.
const LONGEST_MS: u32 = 1_600;

/// How many waits fit into a budget of so many milliseconds.
fn waits_within(budget_ms: u32) -> u32 {
    let mut waited = 0;
    let mut wait = FIRST_MS;
    let mut waits = 0;
    while waited + wait <= budget_ms {
        waited += wait;
        waits += 1;
        wait *= 2; // up to {LONGEST_MS};
    }
    waits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_budget_is_no_wait() {
        assert_eq!(waits_within(0), 0);
    }

    #[test]
    fn a_wait_that_would_go_past_the_budget_is_not_begun() {
        assert_eq!(waits_within(99), 0);
        assert_eq!(waits_within(299), 1);
        assert_eq!(waits_within(699), 2);
    }

    #[test]
    fn a_wait_that_ends_with_the_budget_is_made() {
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
    fn a_large_budget_is_used_up() {
        assert_eq!(waits_within(1_000_000), 628);
    }
}
