// Wrong: counts references with `Rc`, although each stop has one owner. Nothing can be moved out of an `Rc`.
// Rejected by: E0507
//! A parcel travels from depot to depot. In `waybill`, each stop of a route holds the next one. The compiler refuses
//! the type: a stop inside of a stop inside of a stop has no size.
//!
//! Task: change the type of `next` and the two lines that use it, so that a route can have any length.
//! Read: <https://doc.rust-lang.org/book/ch15-01-box.html#enabling-recursive-types-with-boxes>

/// A stop of a route. The last stop has no next one.
struct Stop {
    depot: String,
    next: Option<std::rc::Rc<Stop>>,
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
            next: Some(std::rc::Rc::new(self)),
        }
    }

    /// Leaves this stop. Returns the rest of the route, or `None` if this was the last stop.
    fn leave(self) -> Option<Stop> {
        self.next.map(|next| *next)
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
