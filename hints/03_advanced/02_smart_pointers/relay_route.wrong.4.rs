// Wrong: opens the `Option` as if it were the box. The box is inside of it.
// Rejected by: E0614
//! A parcel travels from depot to depot. In `waybill`, each stop of a route holds the next one. The compiler refuses
//! the type: a stop inside of a stop inside of a stop has no size.
//!
//! Task: change the type of `next` and the two lines that use it, so that a route can have any length.
//! Read: <https://doc.rust-lang.org/book/ch15-01-box.html#enabling-recursive-types-with-boxes>

/// A stop of a route. The last stop has no next one.
struct Stop {
    depot: String,
    // A box is a pointer to a value on the heap, and it owns that value. All boxes of sized types have the same size, so
    // a stop has a size: a string and a pointer. `None` needs no extra byte, because a box is never null.
    next: Option<Box<Stop>>,
}

impl Stop {
    /// Returns a route with a single stop.
    fn last(depot: &str) -> Stop {
        Stop {
            depot: String::from(depot),
            next: None,
        }
    }

    /// Returns a route that begins at `depot` and goes on with the stops of `self`.
    fn with_start(self, depot: &str) -> Stop {
        Stop {
            depot: String::from(depot),
            next: Some(Box::new(self)),
        }
    }

    /// Leaves this stop. Returns the rest of the route, or `None` if this was the last stop.
    fn leave(self) -> Option<Stop> {
        // `*next` moves the stop out of its box. No other smart pointer of the standard library can do that.
        *self.next
    }

    /// Returns the names of all depots of the route, in its order.
    fn depots(&self) -> Vec<&str> {
        let mut stop = self;
        let mut depots = vec![stop.depot.as_str()];
        while let Some(next) = &stop.next {
            depots.push(&next.depot);
            stop = next;
        }
        depots
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_route_has_one_stop() {
        assert_eq!(Stop::last("HAM").depots(), ["HAM"]);
    }

    #[test]
    fn a_new_start_comes_first() {
        let route = Stop::last("ROM").with_start("KÖL").with_start("HAM");
        assert_eq!(route.depots(), ["HAM", "KÖL", "ROM"]);
    }

    #[test]
    fn leaving_a_stop_returns_the_rest() {
        let route = Stop::last("ROM").with_start("KÖL").with_start("HAM");
        let rest = route.leave().unwrap();
        assert_eq!(rest.depots(), ["KÖL", "ROM"]);
        let rest = rest.leave().unwrap();
        assert_eq!(rest.depots(), ["ROM"]);
        assert!(rest.leave().is_none());
    }

    #[test]
    fn a_route_can_be_long() {
        for stops in [2, 5, 200] {
            let mut route = Stop::last("0");
            for number in 1..stops {
                route = route.with_start(&number.to_string());
            }
            let expected: Vec<String> = (0..stops).rev().map(|n| n.to_string()).collect();
            assert_eq!(route.depots(), expected);
        }
    }
}
