// Wrong: gives the inner gate a block, which ends before the outer gate is opened; `in_the_lock_the_inner_gate_closes_...` sees a van shut in.
// Rejected by: tests::in_the_lock_the_inner_gate_closes_between_opening_and_leaving
//! Vans leave the yard through gates. In `waybill` a gate is a value: it opens when it is made, and
//! closes when it ends, because its `drop`, further down, runs then. Both write into the log, and
//! the log shows gates that close too late. See to it that each of them ends when it should.
//! The module `yard` stays as it is.
//!
//! Read: <https://doc.rust-lang.org/book/ch04-01-what-is-ownership.html>

use yard::{Gate, note};

/// Two vans leave by two gates. The north gate closes before the south gate opens, and both are
/// closed when the lights go out.
fn evening() {
    // A value ends with the block that its owner stands in; so each gate has a block of its own.
    {
        let north = Gate::open("north");
        north.let_through(1);
    }
    {
        let south = Gate::open("south");
        south.let_through(2);
    }
    note("lights out");
}

/// A van leaves through a lock with two gates. So that it is never shut in, the inner gate closes
/// only after the outer one is open; but it closes before the van goes on.
fn lock() {
    {
        let inner = Gate::open("inner");
        inner.let_through(7);
    }
    let outer = Gate::open("outer");
    outer.let_through(7);
}

mod yard {
    use std::cell::RefCell;

    thread_local! {
        static LOG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    }

    /// Writes a line into the log.
    pub fn note(line: &str) {
        LOG.with_borrow_mut(|log| log.push(line.to_string()));
    }

    /// Empties the log, and gives back what was in it.
    #[cfg(test)]
    pub fn take_log() -> Vec<String> {
        LOG.take()
    }

    /// A gate that is open, as long as there is this value.
    pub struct Gate {
        name: &'static str,
    }

    impl Gate {
        /// Opens a gate.
        pub fn open(name: &'static str) -> Gate {
            note(&format!("{name} opens"));
            Gate { name }
        }

        /// Lets a van through.
        pub fn let_through(&self, van: u32) {
            note(&format!("van {van} through {}", self.name));
        }
    }

    impl Drop for Gate {
        /// Runs when a gate's owner ends.
        fn drop(&mut self) {
            note(&format!("{} closes", self.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yard::take_log;

    fn log_of(what: fn()) -> Vec<String> {
        take_log();
        what();
        take_log()
    }

    #[test]
    fn in_the_evening_each_gate_closes_behind_its_van() {
        let log = log_of(evening);
        assert_eq!(
            log[..3],
            ["north opens", "van 1 through north", "north closes"]
        );
        assert_eq!(
            log[3..6],
            ["south opens", "van 2 through south", "south closes"]
        );
    }

    #[test]
    fn in_the_evening_the_lights_go_out_last() {
        let log = log_of(evening);
        assert_eq!(log.len(), 7);
        assert_eq!(log[6], "lights out");
    }

    #[test]
    fn in_the_lock_the_inner_gate_closes_between_opening_and_leaving() {
        let log = log_of(lock);
        assert_eq!(log[..2], ["inner opens", "van 7 through inner"]);
        assert_eq!(
            log[2..5],
            ["outer opens", "inner closes", "van 7 through outer"]
        );
    }

    #[test]
    fn in_the_lock_the_outer_gate_closes_last_and_once() {
        let log = log_of(lock);
        assert_eq!(log.len(), 6);
        assert_eq!(log[5], "outer closes");
    }
}
