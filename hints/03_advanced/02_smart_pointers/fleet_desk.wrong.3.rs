// Wrong: changes through `&mut self`. A fleet that desks share can't be borrowed in that way.
// Rejected by: E0596
//! Checkpoint: `Box` (3.2.1), `Rc` and `Weak` (3.2.2), `RefCell` (3.2.3) and the choice between them (3.2.4). Several desks
//! share a fleet. Each driver has a handle of a van, each customer has a ticket, and a ticket must not keep a van alive.
//!
//! Task: define the types `Fleet`, `Van`, `Limit` and `Ticket`, with the methods that the tests call.
//! Read: <https://doc.rust-lang.org/book/ch15-06-reference-cycles.html#preventing-reference-cycles-using-weakt>

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::{Rc, Weak};

/// The most that a van can carry.
enum Limit {
    Grams(u32),
    Parcels(usize),
    Both(Box<Limit>, Box<Limit>),
}

impl Limit {
    fn grams(max: u32) -> Limit {
        Limit::Grams(max)
    }

    fn parcels(max: usize) -> Limit {
        Limit::Parcels(max)
    }

    fn and(self, other: Limit) -> Limit {
        Limit::Both(Box::new(self), Box::new(other))
    }

    fn allows(&self, grams: u64, parcels: usize) -> bool {
        match self {
            Limit::Grams(max) => grams <= u64::from(*max),
            Limit::Parcels(max) => parcels <= *max,
            Limit::Both(first, second) => {
                first.allows(grams, parcels) && second.allows(grams, parcels)
            }
        }
    }
}

/// A van of the fleet.
struct Van {
    number: String,
    limit: Limit,
    parcels: RefCell<Vec<(String, u32)>>,
}

impl Van {
    fn codes(&self) -> Vec<String> {
        let parcels = self.parcels.borrow();
        parcels.iter().map(|(code, _)| code.clone()).collect()
    }

    /// Loads a parcel if the limit allows it. Returns whether it did.
    fn load(&self, code: &str, grams: u32) -> bool {
        let mut parcels = self.parcels.borrow_mut();
        let loaded: u64 = parcels.iter().map(|(_, grams)| u64::from(*grams)).sum();
        let fits = self
            .limit
            .allows(loaded + u64::from(grams), parcels.len() + 1);
        if fits {
            parcels.push((String::from(code), grams));
        }
        fits
    }
}

/// The ticket of a customer.
struct Ticket {
    van: Weak<Van>,
}

impl Ticket {
    fn van(&self) -> Option<Rc<Van>> {
        self.van.upgrade()
    }

    fn words(&self) -> Cow<'static, str> {
        match self.van() {
            Some(van) => Cow::Owned(format!("in van {}", van.number)),
            None => Cow::Borrowed("not on the road"),
        }
    }
}

/// The vans that drive for the service.
struct Fleet {
    vans: RefCell<HashMap<String, Rc<Van>>>,
}

impl Fleet {
    fn new() -> Fleet {
        Fleet {
            vans: RefCell::new(HashMap::new()),
        }
    }

    fn add(&mut self, number: &str, limit: Limit) -> Rc<Van> {
        let van = Rc::new(Van {
            number: String::from(number),
            limit,
            parcels: RefCell::new(Vec::new()),
        });
        self.vans
            .borrow_mut()
            .insert(String::from(number), Rc::clone(&van));
        van
    }

    fn find(&self, number: &str) -> Option<Rc<Van>> {
        self.vans.borrow().get(number).cloned()
    }

    fn load(&self, number: &str, code: &str, grams: u32) -> Option<Ticket> {
        let van = self.find(number)?;
        let ticket = Ticket {
            van: Rc::downgrade(&van),
        };
        van.load(code, grams).then_some(ticket)
    }

    fn retire(&mut self, number: &str) -> bool {
        self.vans.borrow_mut().remove(number).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::{Fleet, Limit, Ticket, Van};
    use std::borrow::Cow;
    use std::rc::Rc;

    #[test]
    fn desks_share_a_fleet() {
        let desk = Rc::new(Fleet::new());
        let other = Rc::clone(&desk);
        let first: Rc<Van> = desk.add("HB-1", Limit::parcels(3));
        let second: Rc<Van> = other.add("HB-2", Limit::parcels(3));
        assert!(Rc::ptr_eq(&other.find("HB-1").unwrap(), &first));
        assert!(Rc::ptr_eq(&desk.find("HB-2").unwrap(), &second));
        assert!(desk.find("HB-3").is_none());
    }

    #[test]
    fn a_driver_sees_the_parcels_in_the_order_of_loading() {
        let fleet = Fleet::new();
        let van = fleet.add("HB-1", Limit::parcels(20));
        let other = fleet.add("HB-2", Limit::parcels(20));
        let mut expected = Vec::new();
        for number in (0..20).rev() {
            let code = format!("HAM-{number}");
            assert!(fleet.load("HB-1", &code, 1).is_some());
            expected.push(code);
            assert_eq!(van.codes(), expected);
        }
        assert!(other.codes().is_empty());
    }

    #[test]
    fn a_van_carries_up_to_its_weight() {
        let fleet = Fleet::new();
        for max in [0, 1, 700, u32::MAX] {
            let van = fleet.add(&format!("HB-{max}"), Limit::grams(max));
            assert!(fleet.load(&format!("HB-{max}"), "A", max).is_some());
            assert!(fleet.load(&format!("HB-{max}"), "B", 1).is_none());
            assert!(fleet.load(&format!("HB-{max}"), "C", 0).is_some());
            assert_eq!(van.codes(), ["A", "C"]);
        }
    }

    #[test]
    fn a_van_carries_up_to_its_number_of_parcels() {
        for max in 0..5 {
            let fleet = Fleet::new();
            let van = fleet.add("HB-1", Limit::parcels(max));
            for number in 0..9 {
                let ticket = fleet.load("HB-1", "A", u32::MAX);
                assert_eq!(ticket.is_some(), number < max);
            }
            assert_eq!(van.codes().len(), max);
        }
    }

    #[test]
    fn limits_can_be_joined_again_and_again() {
        let fleet = Fleet::new();
        let limit = Limit::grams(1_000).and(Limit::parcels(3));
        let van = fleet.add("HB-1", limit.and(Limit::grams(800)));
        for (code, grams, fits) in [
            ("A", 801, false),
            ("B", 600, true),
            ("C", 300, false),
            ("D", 100, true),
            ("E", 100, true),
            ("F", 0, false),
        ] {
            let ticket = fleet.load("HB-1", code, grams);
            assert_eq!(ticket.is_some(), fits, "{code}");
        }
        assert_eq!(van.codes(), ["B", "D", "E"]);
    }

    #[test]
    fn a_van_that_does_not_exist_takes_no_parcel() {
        let fleet = Fleet::new();
        assert!(fleet.load("HB-1", "A", 1).is_none());
        assert!(!fleet.retire("HB-1"));
    }

    #[test]
    fn a_ticket_names_the_van() {
        let fleet = Fleet::new();
        fleet.add("HB-1", Limit::grams(9));
        fleet.add("HB-2", Limit::grams(9));
        let ticket: Ticket = fleet.load("HB-2", "A", 5).unwrap();
        assert_eq!(ticket.van().unwrap().codes(), ["A"]);
        assert_eq!(ticket.words(), "in van HB-2");
    }

    #[test]
    fn a_ticket_does_not_keep_a_van() {
        let fleet = Fleet::new();
        fleet.add("HB-1", Limit::grams(9));
        fleet.add("HB-2", Limit::grams(9));
        let ticket = fleet.load("HB-1", "A", 5).unwrap();
        let other = fleet.load("HB-2", "B", 5).unwrap();
        assert!(fleet.retire("HB-1"));
        assert!(!fleet.retire("HB-1"));
        assert!(fleet.find("HB-1").is_none());
        assert!(ticket.van().is_none());
        assert!(other.van().is_some());
    }

    #[test]
    fn a_driver_keeps_a_van_that_has_retired() {
        let fleet = Fleet::new();
        let van = fleet.add("HB-1", Limit::grams(9));
        let ticket = fleet.load("HB-1", "A", 5).unwrap();
        assert!(fleet.retire("HB-1"));
        assert!(fleet.find("HB-1").is_none());
        assert!(fleet.load("HB-1", "B", 1).is_none());
        assert!(Rc::ptr_eq(&ticket.van().unwrap(), &van));
        assert_eq!(Rc::strong_count(&van), 1);
        drop(van);
        assert!(ticket.van().is_none());
    }

    #[test]
    fn the_words_are_copied_only_for_a_van() {
        let fleet = Fleet::new();
        fleet.add("HB-1", Limit::grams(9));
        let ticket = fleet.load("HB-1", "A", 5).unwrap();
        assert!(matches!(ticket.words(), Cow::Owned(_)));
        fleet.retire("HB-1");
        assert!(matches!(ticket.words(), Cow::Borrowed("not on the road")));
    }
}
