// Wrong: puts the two filters into the variant without a box.
// Rejected by: E0308
//! In the search window of `waybill`, people combine conditions, such as "in Hamburg, and not over 5 kg". A condition can
//! contain two smaller ones, and each of these can contain two more.
//!
//! Task: define the type `Filter` with the functions that the tests call.
//! Read: <https://doc.rust-lang.org/book/ch15-01-box.html#computing-the-size-of-a-non-recursive-type>

/// A parcel: the name of its depot, and its weight in grams.
struct Parcel {
    depot: String,
    grams: u32,
}

// A filter owns its parts, and each part has one owner: that is a `Box`. With `Rc` two filters could share a part. A
// `Vec<Filter>` would also do, because a vector is a pointer already, and a good choice for `All(Vec<Filter>)`.
#[derive(Debug, PartialEq)]
enum Filter {
    Depot(String),
    HeavierThan(u32),
    And(Box<Filter>, Box<Filter>),
    Or(Box<Filter>, Box<Filter>),
    Not(Box<Filter>),
}

impl Filter {
    fn depot(name: &str) -> Filter {
        Filter::Depot(String::from(name))
    }

    fn heavier_than(grams: u32) -> Filter {
        Filter::HeavierThan(grams)
    }

    fn and(self, other: Filter) -> Filter {
        Filter::And(self, other)
    }

    fn or(self, other: Filter) -> Filter {
        Filter::Or(Box::new(self), Box::new(other))
    }

    fn inverted(self) -> Filter {
        Filter::Not(Box::new(self))
    }

    fn matches(&self, parcel: &Parcel) -> bool {
        match self {
            Filter::Depot(name) => parcel.depot == *name,
            Filter::HeavierThan(grams) => parcel.grams > *grams,
            Filter::And(first, second) => first.matches(parcel) && second.matches(parcel),
            Filter::Or(first, second) => first.matches(parcel) || second.matches(parcel),
            Filter::Not(inner) => !inner.matches(parcel),
        }
    }

    fn words(&self) -> String {
        match self {
            Filter::Depot(name) => format!("depot {name}"),
            Filter::HeavierThan(grams) => format!("over {grams} g"),
            Filter::And(first, second) => format!("({} and {})", first.words(), second.words()),
            Filter::Or(first, second) => format!("({} or {})", first.words(), second.words()),
            Filter::Not(inner) => format!("not {}", inner.words()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Filter, Parcel};

    fn parcel(depot: &str, grams: u32) -> Parcel {
        Parcel {
            depot: String::from(depot),
            grams,
        }
    }

    #[test]
    fn a_depot_is_compared_as_a_whole() {
        let filter = Filter::depot("HAM");
        assert!(filter.matches(&parcel("HAM", 0)));
        assert!(!filter.matches(&parcel("HAM2", 0)));
        assert!(!filter.matches(&parcel("", 0)));
    }

    #[test]
    fn heavier_means_heavier() {
        let filter = Filter::heavier_than(500);
        assert!(!filter.matches(&parcel("HAM", 500)));
        assert!(filter.matches(&parcel("HAM", 501)));
    }

    #[test]
    fn and_needs_both() {
        let filter = Filter::depot("HAM").and(Filter::heavier_than(500));
        assert!(filter.matches(&parcel("HAM", 900)));
        assert!(!filter.matches(&parcel("HAM", 100)));
        assert!(!filter.matches(&parcel("KÖL", 900)));
        assert!(!filter.matches(&parcel("KÖL", 100)));
    }

    #[test]
    fn or_needs_one() {
        let filter = Filter::depot("HAM").or(Filter::heavier_than(500));
        assert!(filter.matches(&parcel("HAM", 900)));
        assert!(filter.matches(&parcel("HAM", 100)));
        assert!(filter.matches(&parcel("KÖL", 900)));
        assert!(!filter.matches(&parcel("KÖL", 100)));
    }

    #[test]
    fn words_show_which_condition_is_inside_of_which() {
        let ham = || Filter::depot("HAM");
        let heavy = || Filter::heavier_than(500);
        assert_eq!(ham().words(), "depot HAM");
        assert_eq!(heavy().words(), "over 500 g");
        assert_eq!(ham().inverted().words(), "not depot HAM");
        assert_eq!(
            ham().and(heavy()).inverted().words(),
            "not (depot HAM and over 500 g)"
        );
        assert_eq!(
            ham().or(heavy().inverted()).and(ham()).words(),
            "((depot HAM or not over 500 g) and depot HAM)"
        );
    }

    #[test]
    fn conditions_can_be_nested() {
        for depth in 0..100 {
            let mut filter = Filter::depot("HAM");
            for _ in 0..depth {
                filter = filter.inverted();
            }
            assert_eq!(filter.matches(&parcel("HAM", 1)), depth % 2 == 0);
            assert_eq!(filter.words(), format!("{}depot HAM", "not ".repeat(depth)));
        }
    }

    #[test]
    fn the_same_search_is_found_again() {
        let saved = Filter::depot("HAM").and(Filter::heavier_than(500));
        assert_eq!(saved, Filter::depot("HAM").and(Filter::heavier_than(500)));
        assert_ne!(saved, Filter::depot("HAM").and(Filter::heavier_than(501)));
        assert_ne!(saved, Filter::depot("HAM").or(Filter::heavier_than(500)));
        assert_ne!(saved, Filter::heavier_than(500).and(Filter::depot("HAM")));
    }
}
