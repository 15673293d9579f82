// Wrong: makes everything `Copy`. A struct that owns a string can't be.
// Rejected by: E0204
//! A tour is planned once and driven every day, so each day begins with a copy of the plan. The functions are right,
//! but the types do not have all the traits that the functions need. Some of the messages hide that well.
//!
//! Task: add the missing traits to the three types. One of them can't be derived.
//! Read: <https://doc.rust-lang.org/book/appendix-03-derivable-traits.html#default-for-default-values>

/// A minute of the day, counted from midnight. The default is 8:00, when the vans leave.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
struct Minute(u32);

impl Default for Minute {
    fn default() -> Minute {
        Minute(480)
    }
}

/// A stop: the street, and the minute when the van should be there.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stop {
    street: String,
    at: Minute,
}

/// A tour. The default has no stops, and begins at the default minute.
#[derive(Debug, Clone, PartialEq, Default)]
struct Tour {
    begin: Minute,
    stops: Vec<Stop>,
}

/// Returns a copy of the plan for one day.
fn copy_for_today(plan: &Tour) -> Tour {
    plan.clone()
}

/// Returns copies of the stops from a minute on.
fn stops_from(stops: &[Stop], minute: Minute) -> Vec<Stop> {
    let mut copies = Vec::new();
    for stop in stops {
        if stop.at >= minute {
            copies.push(stop.clone());
        }
    }
    copies
}

/// Returns true if the van leaves at the minute of its first stop.
fn begins_with_a_stop(tour: &Tour) -> bool {
    let begin = tour.begin;
    tour.stops.iter().any(|stop| stop.at == begin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stop(street: &str, minute: u32) -> Stop {
        Stop {
            street: String::from(street),
            at: Minute(minute),
        }
    }

    fn plan() -> Tour {
        Tour {
            begin: Minute(485),
            stops: vec![stop("Elbe", 485), stop("Alster", 500), stop("Bille", 620)],
        }
    }

    #[test]
    fn a_copy_is_equal_to_the_plan() {
        let plan = plan();
        let today = copy_for_today(&plan);
        assert_eq!(today, plan);
        assert_ne!(today.stops.as_ptr(), plan.stops.as_ptr());
    }

    #[test]
    fn a_change_of_the_copy_leaves_the_plan() {
        let plan = plan();
        let mut today = copy_for_today(&plan);
        today.stops[1].street.push_str(" 7");
        today.stops.pop();
        assert_ne!(today, plan);
        assert_eq!(plan.stops[1], stop("Alster", 500));
        assert_eq!(plan.stops.len(), 3);
    }

    #[test]
    fn stops_from_a_minute_on() {
        let plan = plan();
        for (minute, expected) in [(0, 3), (485, 3), (486, 2), (500, 2), (620, 1), (621, 0)] {
            let stops = stops_from(&plan.stops, Minute(minute));
            assert_eq!(stops, plan.stops[3 - expected..]);
        }
    }

    #[test]
    fn a_minute_can_be_used_twice() {
        let minute = Minute(500);
        let same = minute;
        assert_eq!(minute, same);
        assert!(minute < Minute(501));
    }

    #[test]
    fn a_tour_can_begin_with_a_stop() {
        let mut tour = plan();
        assert!(begins_with_a_stop(&tour));
        tour.begin = Minute(484);
        assert!(!begins_with_a_stop(&tour));
    }

    #[test]
    fn the_default_minute_is_8_o_clock() {
        assert_eq!(Minute::default(), Minute(480));
    }

    #[test]
    fn the_default_tour_begins_at_8_without_stops() {
        let tour = Tour::default();
        assert_eq!(tour.begin, Minute(480));
        assert!(tour.stops.is_empty());
        assert!(!begins_with_a_stop(&tour));
    }
}
