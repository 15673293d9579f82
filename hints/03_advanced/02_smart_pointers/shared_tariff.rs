//! Many customers of `waybill` have the same tariff, and a tariff is large. The first customer gets it, and for the
//! second one nothing is left.
//!
//! Task: change `Customer` and both functions so that all customers share one tariff.
//! Read: <https://doc.rust-lang.org/book/ch15-04-rc.html#sharing-data>

use std::rc::Rc;
use tariffs::Tariff;

/// A customer.
struct Customer {
    name: String,
    // An `Rc` is a pointer to a value and a counter. The value is freed when its last `Rc` ends.
    tariff: Rc<Tariff>,
}

/// Returns a customer for each name. All of them have the same tariff.
fn sign_up(names: &[&str], tariff: Tariff) -> Vec<Customer> {
    let mut customers = Vec::new();
    // One `Rc::new` for one tariff, in front of the loop.
    let tariff = Rc::new(tariff);
    for name in names {
        customers.push(Customer {
            name: String::from(*name),
            // This copies a pointer, and adds 1 to the counter. `tariff.clone()` does the same, but here the reader sees
            // at once that no tariff is copied.
            tariff: Rc::clone(&tariff),
        });
    }
    customers
}

/// Returns a customer who was brought by a friend, and has the friend's tariff.
fn friend_of(friend: &Customer, name: &str) -> Customer {
    Customer {
        name: String::from(name),
        tariff: Rc::clone(&friend.tariff),
    }
}

// You need not read this module. A tariff can't be copied, and `living` counts the tariffs that are not freed yet.
mod tariffs {
    use std::cell::Cell;

    thread_local! {
        static LIVING: Cell<u32> = const { Cell::new(0) };
    }

    /// A price for each zone, in cents.
    pub struct Tariff {
        cents: Vec<u32>,
    }

    impl Tariff {
        pub fn new(cents: &[u32]) -> Tariff {
            LIVING.set(LIVING.get() + 1);
            Tariff {
                cents: cents.to_vec(),
            }
        }

        pub fn cents(&self, zone: usize) -> Option<u32> {
            self.cents.get(zone).copied()
        }
    }

    impl Drop for Tariff {
        fn drop(&mut self) {
            LIVING.set(LIVING.get() - 1);
        }
    }

    pub fn living() -> u32 {
        LIVING.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tariffs::living;

    fn tariff_of(customer: &Customer) -> &Tariff {
        &customer.tariff
    }

    #[test]
    fn each_name_becomes_a_customer() {
        let customers = sign_up(&["Ada", "Bo", "Cem"], Tariff::new(&[390, 590]));
        let names: Vec<&str> = customers.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["Ada", "Bo", "Cem"]);
        for customer in &customers {
            assert_eq!(tariff_of(customer).cents(1), Some(590));
            assert_eq!(tariff_of(customer).cents(2), None);
        }
    }

    #[test]
    fn all_customers_share_one_tariff() {
        let customers = sign_up(&["Ada", "Bo", "Cem", "Dai"], Tariff::new(&[1, 2, 3]));
        assert_eq!(living(), 1);
        for customer in &customers {
            assert!(std::ptr::eq(tariff_of(customer), tariff_of(&customers[0])));
        }
    }

    #[test]
    fn a_friend_shares_it_too() {
        let customers = sign_up(&["Ada"], Tariff::new(&[390]));
        let friend = friend_of(&customers[0], "Eva");
        assert_eq!(friend.name, "Eva");
        assert_eq!(living(), 1);
        assert!(std::ptr::eq(tariff_of(&friend), tariff_of(&customers[0])));
    }

    #[test]
    fn the_tariff_lives_as_long_as_its_last_customer() {
        let mut customers = sign_up(&["Ada", "Bo"], Tariff::new(&[390]));
        let friend = friend_of(&customers[1], "Eva");
        customers.remove(0);
        assert_eq!(living(), 1);
        drop(customers);
        assert_eq!(living(), 1);
        assert_eq!(tariff_of(&friend).cents(0), Some(390));
        drop(friend);
        assert_eq!(living(), 0);
    }

    #[test]
    fn a_tariff_without_a_customer_is_freed() {
        assert!(sign_up(&[], Tariff::new(&[390])).is_empty());
        assert_eq!(living(), 0);
    }
}
