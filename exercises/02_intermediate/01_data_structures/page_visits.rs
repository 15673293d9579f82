//! The dashboard of `waybill` counts how often each page is opened. A `HashMap` holds a number for each page. Somebody
//! treats the map like a vector, and somebody else adds to a reference.
//!
//! Task: fix the three methods. Each one does its job in one line.
//! Read: <https://doc.rust-lang.org/book/ch08-03-hash-maps.html#updating-a-value-based-on-the-old-value>

use std::collections::HashMap;

/// The number of visits of each page. The key is the path of the page.
struct Visits {
    counts: HashMap<String, u32>,
}

impl Visits {
    /// Adds one visit. A page that is not in the map yet has had none.
    fn visit(&mut self, page: &str) {
        // TODO: fix this. `or_insert` returns a reference into the map.
        self.counts.entry(page.to_string()).or_insert(0) += 1;
    }

    /// Sets the number of visits, also for a page that is not in the map yet. An admin corrects it if robots were counted.
    fn correct(&mut self, page: &str, count: u32) {
        // TODO: fix this. A map has no `[...] = value`.
        self.counts[page] = count;
    }

    /// Returns the number of visits. A page that is not in the map has 0, and does not get into it.
    fn of(&self, page: &str) -> u32 {
        // TODO: fix this when the file compiles. What do square brackets do if there is no such page?
        self.counts[page]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visits(pages: &[&str]) -> Visits {
        let mut visits = Visits {
            counts: HashMap::new(),
        };
        for page in pages {
            visits.visit(page);
        }
        visits
    }

    #[test]
    fn the_first_visit_counts() {
        let visits = visits(&["/track"]);
        assert_eq!(visits.of("/track"), 1);
        assert_eq!(visits.counts.len(), 1);
    }

    #[test]
    fn each_page_has_its_own_number() {
        let visits = visits(&["/", "/track", "/", "/prices", "/", "/track"]);
        assert_eq!(visits.of("/"), 3);
        assert_eq!(visits.of("/track"), 2);
        assert_eq!(visits.of("/prices"), 1);
        assert_eq!(visits.counts.len(), 3);
    }

    #[test]
    fn many_visits_of_many_pages() {
        let mut visits = visits(&[]);
        for page in 0..50 {
            for _ in 0..page {
                visits.visit(&format!("/parcels/{page}"));
            }
        }
        for page in 0..50 {
            assert_eq!(visits.of(&format!("/parcels/{page}")), page);
        }
    }

    #[test]
    fn a_page_without_visits_has_0_and_is_not_added() {
        let visits = visits(&["/track"]);
        assert_eq!(visits.of("/secret"), 0);
        assert_eq!(visits.of(""), 0);
        assert_eq!(visits.counts.len(), 1);
    }

    #[test]
    fn correct_sets_the_number_of_a_page() {
        let mut visits = visits(&["/", "/", "/track"]);
        visits.correct("/", 1);
        assert_eq!(visits.of("/"), 1);
        visits.correct("/", 500);
        assert_eq!(visits.of("/"), 500);
        assert_eq!(visits.of("/track"), 1);
        visits.visit("/");
        assert_eq!(visits.of("/"), 501);
    }

    #[test]
    fn correct_adds_a_page_that_was_missing() {
        let mut visits = visits(&[]);
        visits.correct("/new", 7);
        assert_eq!(visits.of("/new"), 7);
    }
}
