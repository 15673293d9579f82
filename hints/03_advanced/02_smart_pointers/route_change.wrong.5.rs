// Wrong: takes the box out of a second `Option`, which has only a reference to it.
// Rejected by: E0308
//! Snow on the road: a route must change while the parcel is on its way. The three methods want to move the rest of the
//! route, but `self` is only borrowed, and a borrowed value must not have a hole.
//!
//! Task: change the three methods so that they move the boxes and leave a complete route.
//! Read: <https://doc.rust-lang.org/std/option/enum.Option.html#method.take>

/// A stop of a route. The last stop has no next one.
struct Stop {
    depot: String,
    next: Option<Box<Stop>>,
}

impl Stop {
    /// Ends the route at this stop. Returns the stops that are cut off.
    fn end_here(&mut self) -> Option<Box<Stop>> {
        // `take` moves the value out and leaves `None`, so the route is complete at each moment. Only the box moves, 8
        // bytes. The stops remain where they are on the heap.
        self.next.as_mut().take()
    }

    /// Puts a new stop directly after this one.
    fn insert_next(&mut self, depot: &str) {
        self.next = Some(Box::new(Stop {
            depot: String::from(depot),
            next: self.next.take(),
        }));
    }

    /// Removes the stop directly after this one, and returns the name of its depot. At the last stop, returns `None`.
    fn skip_next(&mut self) -> Option<String> {
        // `*` moves the whole stop out of its box. After that, its fields can go different ways.
        let skipped = *self.next.take()?;
        self.next = skipped.next;
        Some(skipped.depot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a route with these stops. There must be at least one.
    fn route(depots: &[&str]) -> Stop {
        let mut next = None;
        for depot in depots.iter().rev() {
            let depot = String::from(*depot);
            next = Some(Box::new(Stop { depot, next }));
        }
        *next.unwrap()
    }

    fn depots(route: &Stop) -> Vec<&str> {
        let mut depots = Vec::new();
        let mut stop = Some(route);
        while let Some(at) = stop {
            depots.push(at.depot.as_str());
            stop = at.next.as_deref();
        }
        depots
    }

    #[test]
    fn a_route_can_end_here() {
        let mut route = route(&["HAM", "KÖL", "ROM"]);
        let rest = route.end_here().unwrap();
        assert_eq!(depots(&route), ["HAM"]);
        assert_eq!(depots(&rest), ["KÖL", "ROM"]);
        assert!(route.end_here().is_none());
        assert_eq!(depots(&route), ["HAM"]);
    }

    #[test]
    fn the_rest_is_moved_and_not_copied() {
        let mut route = route(&["HAM", "KÖL", "ROM"]);
        let address: *const Stop = route.next.as_deref().unwrap();
        let rest = route.end_here().unwrap();
        assert!(std::ptr::eq(&*rest, address));
    }

    #[test]
    fn a_stop_is_inserted() {
        let mut route = route(&["HAM"]);
        route.insert_next("ROM");
        assert_eq!(depots(&route), ["HAM", "ROM"]);
        route.insert_next("KÖL");
        assert_eq!(depots(&route), ["HAM", "KÖL", "ROM"]);
    }

    #[test]
    fn inserting_moves_the_rest() {
        let mut route = route(&["HAM", "ROM"]);
        let address: *const Stop = route.next.as_deref().unwrap();
        route.insert_next("KÖL");
        let last = route.next.as_ref().unwrap().next.as_deref().unwrap();
        assert!(std::ptr::eq(last, address));
    }

    #[test]
    fn a_stop_is_skipped() {
        let mut route = route(&["HAM", "KÖL", "ROM"]);
        assert_eq!(route.skip_next().as_deref(), Some("KÖL"));
        assert_eq!(depots(&route), ["HAM", "ROM"]);
        assert_eq!(route.skip_next().as_deref(), Some("ROM"));
        assert_eq!(depots(&route), ["HAM"]);
        assert_eq!(route.skip_next(), None);
        assert_eq!(depots(&route), ["HAM"]);
    }

    #[test]
    fn stops_in_the_middle_change_too() {
        let names: Vec<String> = (0..20).map(|n| n.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut route = route(&names);
        let mut stop = &mut route;
        for _ in 0..9 {
            assert!(stop.skip_next().is_some());
            stop = stop.next.as_mut().unwrap();
        }
        stop.insert_next("end");
        let rest = stop.next.as_mut().unwrap().end_here().unwrap();
        assert_eq!(depots(&rest), ["19"]);
        let kept = ["0", "2", "4", "6", "8", "10", "12", "14", "16", "18", "end"];
        assert_eq!(depots(&route), kept);
    }
}
