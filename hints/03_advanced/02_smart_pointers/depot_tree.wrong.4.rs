// Wrong: keeps the `Rc` that `upgrade` returns, so asking makes a new cycle.
// Rejected by: tests::asking_for_the_depot_above_does_not_keep_it
//! A depot knows the depots below it, and the one above it. The program draws the network and all answers are right. But
//! when a network is closed, no depot is ever freed, and after a week the memory is full.
//!
//! Task: change the pointer to the depot above, so that a closed network is freed. The module `yard` stays as it is.
//! Read: <https://doc.rust-lang.org/book/ch15-06-reference-cycles.html#creating-a-tree-data-structure>

use std::cell::RefCell;
use std::rc::{Rc, Weak};

/// A depot in the network.
struct Depot {
    name: String,
    /// The depot above. The topmost depot has none.
    above: RefCell<Option<Rc<Depot>>>,
    weak: RefCell<Weak<Depot>>,
    /// The depots directly below.
    below: RefCell<Vec<Rc<Depot>>>,
}

impl Depot {
    /// Returns a depot that is alone: there is no depot above or below it.
    fn new(name: &str) -> Rc<Depot> {
        Rc::new(Depot {
            name: String::from(name),
            above: RefCell::new(None),
            weak: RefCell::new(Weak::new()),
            below: RefCell::new(Vec::new()),
        })
    }

    /// Puts `depot` directly below `above`.
    fn connect(above: &Rc<Depot>, depot: &Rc<Depot>) {
        *depot.weak.borrow_mut() = Rc::downgrade(above);
        above.below.borrow_mut().push(Rc::clone(depot));
    }

    /// Returns the depot above, or `None` if there is no such depot, or if it was closed.
    fn above(&self) -> Option<Rc<Depot>> {
        *self.above.borrow_mut() = self.weak.borrow().upgrade();
        self.above.borrow().clone()
    }

    /// Returns the depot at `index` below this one.
    fn nth_below(&self, index: usize) -> Rc<Depot> {
        Rc::clone(&self.below.borrow()[index])
    }

    /// Returns the names from this depot to the topmost one.
    fn path(&self) -> String {
        match self.above() {
            Some(above) => format!("{} < {}", self.name, above.path()),
            None => self.name.clone(),
        }
    }

    /// Draws this depot and all depots below it. `start` is the beginning of each line after the first one.
    fn draw(&self, start: &str) -> String {
        let below = self.below.borrow();
        let mut drawn = format!("{}\n", self.name);
        for (index, depot) in below.iter().enumerate() {
            let is_last = index + 1 == below.len();
            let (branch, next) = if is_last {
                ("└─ ", "   ")
            } else {
                ("├─ ", "│  ")
            };
            drawn.push_str(&format!(
                "{start}{branch}{}",
                depot.draw(&format!("{start}{next}"))
            ));
        }
        drawn
    }
}

/// Builds a network, draws it, and closes it.
fn main() {
    let germany = Depot::new("Germany");
    for (region, cities) in [("North", ["HAM", "BRE"]), ("West", ["KÖL", "ESS"])] {
        let region = Depot::new(region);
        Depot::connect(&germany, &region);
        for city in cities {
            Depot::connect(&region, &Depot::new(city));
        }
    }
    print!("{}", germany.draw(""));

    let west = germany.nth_below(1);
    let essen = west.nth_below(1);
    println!("{}", essen.path());
    drop(germany);
    println!("Germany closes, freed: {}", yard::take_freed().join(" "));
    println!("{}", essen.path());
    drop(west);
    println!("West closes, freed: {}", yard::take_freed().join(" "));
    println!("{}", essen.path());
    drop(essen);
    println!("ESS closes, freed: {}", yard::take_freed().join(" "));
}

/// Writes down which depots are freed.
mod yard {
    use std::cell::RefCell;

    thread_local! {
        static FREED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    }

    impl Drop for super::Depot {
        fn drop(&mut self) {
            FREED.with_borrow_mut(|freed| freed.push(self.name.clone()));
        }
    }

    /// Returns the names of the depots that were freed since the last call.
    pub fn take_freed() -> Vec<String> {
        FREED.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yard::take_freed;

    /// Returns a depot with some depots below it.
    fn star(name: &str, below: &[&str]) -> Rc<Depot> {
        let depot = Depot::new(name);
        for name in below {
            Depot::connect(&depot, &Depot::new(name));
        }
        depot
    }

    #[test]
    fn a_path_leads_to_the_topmost_depot() {
        let germany = star("Germany", &["North", "West"]);
        assert_eq!(germany.path(), "Germany");
        let west = germany.nth_below(1);
        let cologne = Depot::new("KÖL");
        Depot::connect(&west, &cologne);
        assert_eq!(cologne.path(), "KÖL < West < Germany");
        assert_eq!(cologne.above().unwrap().name, "West");
    }

    #[test]
    fn a_depot_keeps_the_depots_below_it() {
        take_freed();
        let germany = star("Germany", &["North", "West", "East"]);
        assert!(take_freed().is_empty());
        assert_eq!(germany.draw(""), "Germany\n├─ North\n├─ West\n└─ East\n");
    }

    #[test]
    fn the_drawing_shows_who_is_below_whom() {
        let world = Depot::new("world");
        Depot::connect(&world, &star("A", &["1", "2"]));
        Depot::connect(&world, &star("B", &["3"]));
        let drawn = "world\n├─ A\n│  ├─ 1\n│  └─ 2\n└─ B\n   └─ 3\n";
        assert_eq!(world.draw(""), drawn);
    }

    #[test]
    fn a_closed_network_is_freed() {
        for size in [1, 2, 7] {
            take_freed();
            let names: Vec<String> = (0..size).map(|n| format!("depot {n}")).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            drop(star("top", &names));
            let freed = take_freed();
            assert_eq!(freed.len(), size + 1, "only {freed:?} are freed");
        }
    }

    #[test]
    fn a_depot_does_not_keep_the_one_above() {
        take_freed();
        let germany = star("Germany", &["North", "West"]);
        let west = germany.nth_below(1);
        drop(germany);
        assert_eq!(take_freed(), ["Germany", "North"]);
        assert!(west.above().is_none());
        assert_eq!(west.path(), "West");
    }

    #[test]
    fn asking_for_the_depot_above_does_not_keep_it() {
        take_freed();
        let germany = star("Germany", &["West"]);
        let west = germany.nth_below(0);
        for _ in 0..3 {
            assert!(west.above().is_some());
        }
        drop(germany);
        assert_eq!(take_freed(), ["Germany"]);
    }
}
