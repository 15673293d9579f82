// Wrong: takes a `Box` for several owners. Its clone is another tariff.
// Rejected by: tests::customers_share_a_tariff
//! A new colleague has put everything into `Rc<RefCell<...>>`, to be on the safe side. He also wears a helmet in bed. The
//! tests use each type in the way that the service needs it, and only one of the eight is right.
//!
//! Task: choose the simplest fitting type for each of the eight.
//! Read: <https://doc.rust-lang.org/book/ch15-05-interior-mutability.html#enforcing-borrowing-rules-at-runtime>

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::Arc;

/// The plan of a van: it is at its end, or there is a step and the rest of the plan.
enum Plan {
    End,
    Step(String, Next),
}

/// The rest of a plan. Each step owns the steps after it, and nobody else does.
type Next = Box<Plan>;

/// The prices of a tariff, in cents. Many customers own it together, and nobody changes it. There is one thread.
type SharedTariff = Box<Vec<u32>>;

/// The labels of a day. Several threads read them.
type Labels = Arc<Vec<String>>;

/// The number of requests. A method with `&self` counts them.
type Counter = Cell<u32>;

/// The lines of a log, a field of a struct. A method with `&self` adds to them.
type Lines = RefCell<Vec<String>>;

/// The goods in a basket. Two windows show the same basket, and both can change it.
type Basket = Rc<RefCell<Vec<String>>>;

/// The way from a parcel to its van. The yard owns the van, and a parcel must not keep it alive.
type VanLink = Weak<String>;

/// The title of a page. Nearly all titles are literals in the program, and a few are made while it runs.
type Title = Cow<'static, str>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_can_be_taken_apart() {
        let mut plan = Plan::End;
        for step in ["fuel", "load", "wash"] {
            plan = Plan::Step(String::from(step), Next::new(plan));
        }
        let mut steps = Vec::new();
        while let Plan::Step(step, next) = plan {
            steps.push(step);
            plan = *next;
        }
        assert_eq!(steps, ["wash", "load", "fuel"]);
    }

    #[test]
    fn customers_share_a_tariff() {
        let tariff = SharedTariff::new(vec![390, 590]);
        let customers: Vec<SharedTariff> = (0..5).map(|_| tariff.clone()).collect();
        drop(tariff);
        for customer in &customers {
            assert_eq!(customer[1], 590);
            assert!(std::ptr::eq(customer.as_ptr(), customers[0].as_ptr()));
        }
    }

    #[test]
    fn threads_read_the_same_labels() {
        let labels = Labels::new(vec![String::from("HAM-1"), String::from("KÖL-2")]);
        let address = labels.as_ptr().addr();
        let threads = (0..4).map(|_| {
            let labels = labels.clone();
            std::thread::spawn(move || (labels.len(), labels.as_ptr().addr()))
        });
        for thread in threads {
            assert_eq!(thread.join().unwrap(), (2, address));
        }
    }

    #[test]
    fn requests_are_counted() {
        fn count(counter: &Counter) {
            counter.set(counter.get() + 1);
        }
        let counter = Counter::new(0);
        for number in 1..100 {
            count(&counter);
            assert_eq!(counter.get(), number);
        }
        assert_eq!(counter.into_inner(), 99);
    }

    #[test]
    fn lines_are_added() {
        fn add(lines: &Lines, line: &str) {
            lines.borrow_mut().push(String::from(line));
        }
        let lines = Lines::new(Vec::new());
        add(&lines, "first");
        add(&lines, "second");
        assert_eq!(lines.borrow().len(), 2);
        let lines: Vec<String> = lines.into_inner();
        assert_eq!(lines, ["first", "second"]);
    }

    #[test]
    fn two_windows_change_a_basket() {
        let window = Basket::default();
        let other = window.clone();
        window.borrow_mut().push(String::from("stamp"));
        other.borrow_mut().push(String::from("string"));
        assert_eq!(*window.borrow(), ["stamp", "string"]);
        assert_eq!(*other.borrow(), ["stamp", "string"]);
    }

    #[test]
    fn a_parcel_does_not_keep_its_van() {
        let van = Rc::new(String::from("HB-7"));
        let link: VanLink = Rc::downgrade(&van);
        assert_eq!(link.upgrade().as_deref().map(String::as_str), Some("HB-7"));
        drop(van);
        assert!(link.upgrade().is_none());
    }

    #[test]
    fn most_titles_are_not_copied() {
        fn title(page: u32) -> Title {
            match page {
                0 => Title::from("Welcome"),
                1 => Title::from("Parcels"),
                page => Title::from(format!("Page {page}")),
            }
        }
        assert!(matches!(title(0), Title::Borrowed("Welcome")));
        assert!(matches!(title(1), Title::Borrowed("Parcels")));
        assert_eq!(title(7), "Page 7");
        assert_eq!(title(1).into_owned(), "Parcels");
    }
}
