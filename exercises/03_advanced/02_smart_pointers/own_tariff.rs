//! Ada gets a discount. Her tariff is shared with other customers, and the compiler does not let her change it. It is
//! right: all the others would get the discount, too.
//!
//! Task: change the three methods so that a change is only for this customer.
//! Read: <https://doc.rust-lang.org/std/rc/struct.Rc.html#method.make_mut>

use std::rc::Rc;
use tariffs::Tariff;

/// A customer. Several customers can share a tariff.
struct Customer {
    tariff: Rc<Tariff>,
}

impl Customer {
    /// Sets the discount of this customer, in percent. The customers who shared the tariff keep theirs.
    fn set_discount(&mut self, percent: u32) {
        // TODO: change this.
        self.tariff.discount = percent;
    }

    /// Adds a zone with its price in cents, for this customer only.
    fn add_zone(&mut self, cents: u32) {
        // TODO: change this.
        self.tariff.zones.push(cents);
    }

    /// Ends the contract, and returns the tariff for the archive.
    fn leave(self) -> Tariff {
        // TODO: change this.
        *self.tariff
    }
}

// You need only read the fields. `take_copies` returns how often a tariff was cloned.
mod tariffs {
    use std::cell::Cell;

    thread_local! {
        static COPIES: Cell<u32> = const { Cell::new(0) };
    }

    /// A discount in percent, and the price of each zone in cents.
    #[derive(Debug, PartialEq)]
    pub struct Tariff {
        pub discount: u32,
        pub zones: Vec<u32>,
    }

    impl Clone for Tariff {
        fn clone(&self) -> Tariff {
            COPIES.set(COPIES.get() + 1);
            Tariff {
                discount: self.discount,
                zones: self.zones.clone(),
            }
        }
    }

    /// Returns the number of copies, and sets it to 0.
    pub fn take_copies() -> u32 {
        COPIES.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tariffs::take_copies;

    fn tariff(discount: u32, zones: &[u32]) -> Tariff {
        Tariff {
            discount,
            zones: zones.to_vec(),
        }
    }

    fn customers(count: usize) -> Vec<Customer> {
        take_copies();
        let tariff = Rc::new(tariff(0, &[390]));
        let customer = |_| Customer {
            tariff: Rc::clone(&tariff),
        };
        (0..count).map(customer).collect()
    }

    #[test]
    fn a_discount_is_for_one_customer() {
        for percent in [5, 20, 100] {
            let mut customers = customers(3);
            customers[1].set_discount(percent);
            assert_eq!(*customers[0].tariff, tariff(0, &[390]));
            assert_eq!(*customers[1].tariff, tariff(percent, &[390]));
            assert_eq!(*customers[2].tariff, tariff(0, &[390]));
        }
    }

    #[test]
    fn a_zone_is_for_one_customer() {
        let mut customers = customers(2);
        customers[0].add_zone(590);
        customers[0].add_zone(890);
        assert_eq!(*customers[0].tariff, tariff(0, &[390, 590, 890]));
        assert_eq!(*customers[1].tariff, tariff(0, &[390]));
    }

    #[test]
    fn the_others_still_share_their_tariff() {
        let mut customers = customers(3);
        customers[0].set_discount(5);
        assert!(Rc::ptr_eq(&customers[1].tariff, &customers[2].tariff));
        assert!(!Rc::ptr_eq(&customers[0].tariff, &customers[1].tariff));
        assert_eq!(Rc::strong_count(&customers[1].tariff), 2);
    }

    #[test]
    fn the_first_change_makes_the_only_copy() {
        let mut customers = customers(2);
        customers[0].add_zone(590);
        customers[0].set_discount(5);
        customers[0].add_zone(890);
        assert_eq!(take_copies(), 1);
    }

    #[test]
    fn a_tariff_of_one_customer_is_never_copied() {
        let mut customer = customers(1).remove(0);
        customer.set_discount(5);
        customer.add_zone(590);
        assert_eq!(customer.leave(), tariff(5, &[390, 590]));
        assert_eq!(take_copies(), 0);
    }

    #[test]
    fn a_shared_tariff_is_copied_for_the_archive() {
        let mut customers = customers(2);
        assert_eq!(customers.remove(0).leave(), tariff(0, &[390]));
        assert_eq!(take_copies(), 1);
        assert_eq!(*customers[0].tariff, tariff(0, &[390]));
        assert_eq!(customers.remove(0).leave(), tariff(0, &[390]));
        assert_eq!(take_copies(), 0);
    }
}
