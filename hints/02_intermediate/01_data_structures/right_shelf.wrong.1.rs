// Wrong: takes a set of pairs for the prices. A set has no values for its keys.
// Rejected by: E0599
//! A new colleague has written a prototype of `waybill`, and all its data is in vectors. The tests use each type in the way
//! that the service needs it. A vector is right for one of the five.
//!
//! Task: choose a collection of the standard library for each of the five types.
//! Read: <https://doc.rust-lang.org/std/collections/index.html#when-should-you-use-which-collection>

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

/// The names of people at the counter. Newcomers join at the end, and the clerk calls the first one.
type Waiting = VecDeque<String>;

/// The stops of a tour. The driver looks at them by their index, and may change the order.
type Tour = Vec<String>;

/// The codes of all parcels that were scanned today. The only question is whether a code is in there.
type Scanned = HashSet<String>;

/// The price in cents for each weight in grams: a parcel costs as much as the next weight in the table.
type Prices = HashSet<(u32, u32)>;

/// The password hash of each user. There are many users, and no order is needed.
type Users = HashMap<String, String>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_one_at_the_counter_is_called_first() {
        let mut waiting = Waiting::new();
        for person in 0..100 {
            waiting.push_back(format!("person {person}"));
        }
        for person in 0..100 {
            assert_eq!(waiting.pop_front(), Some(format!("person {person}")));
        }
        assert_eq!(waiting.pop_front(), None);
    }

    #[test]
    fn a_driver_changes_the_order_of_the_stops() {
        let mut tour: Tour = ["A", "B", "C", "D"].map(String::from).into();
        let last = tour.remove(3);
        tour.insert(0, last);
        assert_eq!(tour[..2], ["D", "A"]);
        tour[1..].reverse();
        assert_eq!(tour, ["D", "C", "B", "A"]);
    }

    #[test]
    fn a_second_scan_is_noticed() {
        let mut scanned = Scanned::with_capacity(100_000);
        for code in 0..100 {
            let is_new: bool = scanned.insert(format!("HAM-{code}"));
            assert!(is_new);
        }
        let is_new: bool = scanned.insert(String::from("HAM-42"));
        assert!(!is_new);
        assert!(scanned.contains("HAM-99"));
        assert!(!scanned.contains("HAM-100"));
        assert_eq!(scanned.len(), 100);
    }

    #[test]
    fn a_parcel_costs_as_much_as_the_next_weight() {
        let prices = Prices::from([(10_000, 990), (500, 390), (2_000, 590)]);
        let price = |grams: u32| prices.range(grams..).next().map(|(_, cents)| *cents);
        assert_eq!(price(0), Some(390));
        assert_eq!(price(500), Some(390));
        assert_eq!(price(501), Some(590));
        assert_eq!(price(10_000), Some(990));
        assert_eq!(price(10_001), None);
    }

    #[test]
    fn a_user_is_found_by_name() {
        let mut users = Users::with_capacity(100_000);
        for user in 0..1_000 {
            users.insert(format!("user{user}"), format!("hash {user}"));
        }
        let old = users.insert(String::from("user7"), String::from("new hash"));
        assert_eq!(old.as_deref(), Some("hash 7"));
        let old = users.insert(String::from("user7"), String::from("newer"));
        assert_eq!(old.as_deref(), Some("new hash"));
        assert!(users.contains_key("user999"));
        assert!(!users.contains_key("nobody"));
    }
}
