// Wrong: starts a new vector in each step.
// Rejected by: tests::the_statement_has_a_balance_for_each_booking
//! An account has bookings in cents. Money that comes in is positive, and money that goes out is negative. Each number
//! of the evening comes from one `fold`. A fold carries a value through all items, and three of these folds drop it.
//!
//! Task: correct the closures, so that each `fold` carries the right value.
//! Read: <https://doc.rust-lang.org/std/iter/trait.Iterator.html#method.fold>

use std::collections::BTreeMap;

/// A booking: the customer, and the amount in cents.
struct Booking {
    customer: String,
    cents: i64,
}

/// Returns the balance after all bookings. The account begins with 0.
fn balance(bookings: &[Booking]) -> i64 {
    // This is right. `sum` would be shorter, but here one can see the three parts of a fold.
    bookings
        .iter()
        .fold(0, |balance, booking| balance + booking.cents)
}

/// Returns the balance after each booking.
fn statement(bookings: &[Booking]) -> Vec<i64> {
    bookings.iter().fold(Vec::new(), |mut balances, booking| {
        let balance = balances.last().copied().unwrap_or(0);
        balances.clear();
        balances.push(balance + booking.cents);
        balances
    })
}

/// Returns the balance of each customer.
fn by_customer(bookings: &[Booking]) -> BTreeMap<&str, i64> {
    bookings
        .iter()
        .fold(BTreeMap::new(), |mut balances, booking| {
            *balances.entry(booking.customer.as_str()).or_insert(0) += booking.cents;
            balances
        })
}

/// Returns the lowest balance of the day. The account begins with 0, so the result is never above 0.
fn lowest(bookings: &[Booking]) -> i64 {
    let (_, lowest) = bookings.iter().fold((0, 0), |(balance, lowest), booking| {
        let balance: i64 = balance + booking.cents;
        (balance, lowest.min(balance))
    });
    lowest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bookings(cents: &[i64]) -> Vec<Booking> {
        let mut bookings = Vec::new();
        for (i, cents) in cents.iter().enumerate() {
            bookings.push(Booking {
                customer: format!("customer {}", i % 3),
                cents: *cents,
            });
        }
        bookings
    }

    #[test]
    fn the_balance_is_the_sum_of_all_bookings() {
        assert_eq!(balance(&[]), 0);
        assert_eq!(balance(&bookings(&[500, -200, 30])), 330);
    }

    #[test]
    fn the_statement_has_a_balance_for_each_booking() {
        assert!(statement(&[]).is_empty());
        assert_eq!(statement(&bookings(&[500, -700, 30])), [500, -200, -170]);
    }

    #[test]
    fn the_statement_ends_with_the_balance() {
        let mut cents = Vec::new();
        for i in 0..40_i64 {
            cents.push(i * 7_919 % 1_000 - 500);
            let bookings = bookings(&cents);
            let statement = statement(&bookings);
            assert_eq!(statement.len(), cents.len());
            assert_eq!(statement.last(), Some(&balance(&bookings)));
        }
    }

    #[test]
    fn each_customer_has_a_balance() {
        let bookings = bookings(&[500, -200, 30, 1, 2, -3, 7]);
        let expected = [
            ("customer 0", 508),
            ("customer 1", -198),
            ("customer 2", 27),
        ];
        assert_eq!(by_customer(&bookings), BTreeMap::from(expected));
        assert!(by_customer(&[]).is_empty());
    }

    #[test]
    fn the_lowest_balance_is_that_of_the_whole_account() {
        assert_eq!(lowest(&bookings(&[500, -700, 30, -20, 300])), -200);
        assert_eq!(lowest(&bookings(&[-1, -2, -3])), -6);
        assert_eq!(lowest(&bookings(&[-5, 100, -50])), -5);
    }

    #[test]
    fn the_lowest_balance_is_never_above_0() {
        assert_eq!(lowest(&[]), 0);
        assert_eq!(lowest(&bookings(&[500, -200])), 0);
    }

    #[test]
    fn the_lowest_balance_is_in_the_statement() {
        for seed in 0..50_i64 {
            let cents: Vec<i64> = (0..20)
                .map(|i| (i * seed * 31 + 7 * i) % 101 - 50)
                .collect();
            let bookings = bookings(&cents);
            let mut balances = statement(&bookings);
            balances.push(0);
            assert_eq!(Some(lowest(&bookings)), balances.into_iter().min());
        }
    }
}
