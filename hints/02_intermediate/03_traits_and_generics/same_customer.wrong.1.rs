// Wrong: gives all addresses the same hash. The rule holds, but each map becomes as slow as a vector.
// Rejected by: tests::different_addresses_have_different_hashes
//! `Ada@Post.example` and `ada@post.example` are one customer, and `==` says so. But the set of all customers has both,
//! and each of them got a voucher. A third capital letter, and a third voucher: word gets around.
//!
//! Task: correct the trait `Hash` for `Email`, so that equal addresses have equal hashes.
//! Read: <https://doc.rust-lang.org/std/hash/trait.Hash.html#hash-and-eq>

use std::collections::HashSet;
use std::hash::{Hash, Hasher};

/// The address of a customer, as it was typed.
#[derive(Debug, Clone)]
struct Email(String);

impl PartialEq for Email {
    fn eq(&self, other: &Email) -> bool {
        self.0.to_lowercase() == other.0.to_lowercase()
    }
}

// `Eq` has no method. It promises that each value is equal to itself.
impl Eq for Email {}

impl Hash for Email {
    fn hash<H: Hasher>(&self, state: &mut H) {
        0.hash(state);
    }
}

/// Returns the number of vouchers: one for each customer.
fn vouchers(orders: &[Email]) -> usize {
    let customers: HashSet<&Email> = orders.iter().collect();
    customers.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;
    use std::hash::{DefaultHasher, Hash, Hasher};

    fn email(address: &str) -> Email {
        Email(String::from(address))
    }

    fn hash_of(email: &Email) -> u64 {
        let mut hasher = DefaultHasher::new();
        email.hash(&mut hasher);
        hasher.finish()
    }

    #[test]
    fn large_and_small_letters_are_the_same() {
        assert_eq!(email("Ada@Post.example"), email("ada@post.EXAMPLE"));
        assert_ne!(email("ada@post.example"), email("bo@post.example"));
        assert_eq!(email("Ada@Post.example").0, "Ada@Post.example");
    }

    #[test]
    fn equal_addresses_have_equal_hashes() {
        let small = email("ada@post.example");
        for other in ["Ada@post.example", "ADA@POST.EXAMPLE", "aDa@post.example"] {
            assert_eq!(hash_of(&email(other)), hash_of(&small), "{other}");
        }
    }

    #[test]
    fn letters_outside_of_ascii_count_too() {
        let small = email("jürgen@köln.example");
        let large = email("JÜRGEN@KÖLN.EXAMPLE");
        assert_eq!(small, large);
        assert_eq!(hash_of(&small), hash_of(&large));
    }

    #[test]
    fn different_addresses_have_different_hashes() {
        let mut hashes = HashSet::new();
        for i in 0..1_000 {
            hashes.insert(hash_of(&email(&format!("user{i}@post.example"))));
        }
        assert!(hashes.len() > 990, "a map would have to search");
    }

    #[test]
    fn each_customer_gets_one_voucher() {
        let mut orders = Vec::new();
        for i in 0..200 {
            orders.push(email(&format!("user{i}@post.example")));
            orders.push(email(&format!("User{i}@Post.example")));
            orders.push(email(&format!("USER{i}@POST.EXAMPLE")));
            assert_eq!(vouchers(&orders), i + 1);
        }
    }

    #[test]
    fn a_map_finds_an_address_that_was_typed_the_same() {
        let points = HashMap::from([(email("Ada@post.example"), 7)]);
        assert_eq!(points.get(&email("Ada@post.example")), Some(&7));
        assert_eq!(points.get(&email("bo@post.example")), None);
        assert_eq!(vouchers(&[]), 0);
    }
}
