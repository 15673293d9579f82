//! Too many requests make the service slow for everybody. So each customer may send each kind of request only a few times a
//! minute. A map counts the requests. Its key is `Caller`, a struct of our own, and the map does not accept it.
//!
//! Task: add the traits that a key needs. Two callers are the same if all their fields are equal.
//! Read: <https://doc.rust-lang.org/std/collections/struct.HashMap.html#method.entry>

use std::collections::HashMap;

// A `HashMap` computes a hash of the key (`Hash`), which says where to look, and compares the keys that it finds there
// (`Eq`). `Eq` needs `PartialEq`. A type can derive a trait only if its fields have it, so both types need all three.
// A key of a `BTreeMap` needs `Ord` and `PartialOrd`, and no `Hash`.

/// The kind of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Request {
    Track,
    Price,
    Order { express: bool },
}

/// A customer, and the kind of the request.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Caller {
    customer: String,
    request: Request,
}

/// Counts the requests of one minute.
struct RateLimit {
    most: u32,
    counts: HashMap<Caller, u32>,
}

impl RateLimit {
    /// Returns true if the caller may send one more request, and counts it. The limit is `most` requests of one kind.
    fn allow(&mut self, caller: Caller) -> bool {
        let count = self.counts.entry(caller).or_insert(0);
        if *count < self.most {
            *count += 1;
            true
        } else {
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(customer: &str, request: Request) -> Caller {
        Caller {
            customer: String::from(customer),
            request,
        }
    }

    fn limit(most: u32) -> RateLimit {
        RateLimit {
            most,
            counts: HashMap::new(),
        }
    }

    #[test]
    fn a_caller_is_stopped_at_the_limit() {
        for most in 0..6 {
            let mut limit = limit(most);
            for _ in 0..most {
                assert!(limit.allow(caller("ada", Request::Track)));
            }
            assert!(!limit.allow(caller("ada", Request::Track)));
            assert!(!limit.allow(caller("ada", Request::Track)));
        }
    }

    #[test]
    fn each_customer_has_a_limit_of_its_own() {
        let mut limit = limit(1);
        assert!(limit.allow(caller("ada", Request::Price)));
        assert!(limit.allow(caller("bo", Request::Price)));
        assert!(limit.allow(caller("Ada", Request::Price)));
        assert!(!limit.allow(caller("ada", Request::Price)));
        assert_eq!(limit.counts.len(), 3);
    }

    #[test]
    fn each_kind_of_request_has_a_limit_of_its_own() {
        let mut limit = limit(1);
        assert!(limit.allow(caller("ada", Request::Track)));
        assert!(limit.allow(caller("ada", Request::Price)));
        assert!(limit.allow(caller("ada", Request::Order { express: false })));
        assert!(!limit.allow(caller("ada", Request::Price)));
    }

    #[test]
    fn an_express_order_is_another_kind() {
        let mut limit = limit(1);
        assert!(limit.allow(caller("ada", Request::Order { express: true })));
        assert!(limit.allow(caller("ada", Request::Order { express: false })));
        assert!(!limit.allow(caller("ada", Request::Order { express: true })));
    }

    #[test]
    fn the_map_counts_only_allowed_requests() {
        let mut limit = limit(2);
        for _ in 0..9 {
            limit.allow(caller("bo", Request::Track));
        }
        assert_eq!(limit.counts[&caller("bo", Request::Track)], 2);
    }
}
