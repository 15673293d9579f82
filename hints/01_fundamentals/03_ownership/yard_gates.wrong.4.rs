// Wrong: gives the inner gate a block that ends before the outer gate opens. The van is shut in.
// Rejected by: tests::in_the_lock_the_inner_gate_closes_before_the_van_leaves
//! Vans leave the yard through gates. In `waybill` a gate is a value. `Gate::open` opens it, and its `drop`
//! closes it when its owner ends. The gates close too late, and the program draws a picture of it.
//!
//! Task: change `evening` and `lock` so that each gate closes in time. The module `yard` stays as it is.
//! Read: <https://doc.rust-lang.org/rust-by-example/trait/drop.html#drop>

use yard::{Gate, note, take_log};

/// Two vans leave through two gates. The north gate closes before the south gate opens. Both are closed
/// when the lights go out.
fn evening() {
    // A variable ends at the closing brace of its block. So each gate has a block of its own.
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

/// A van leaves through a lock, which has two gates. The inner gate closes when the outer gate is already
/// open, and before the van drives through the outer gate.
fn lock() {
    {
        let inner = Gate::open("inner");
        inner.let_through(7);
    }
    let outer = Gate::open("outer");
    outer.let_through(7);
}

// You need not read this function yet. It draws the log, with a column for each gate.
fn main() {
    for (title, work) in [("evening", evening as fn()), ("lock", lock)] {
        work();
        println!("{title}");
        let mut columns: Vec<(String, char)> = Vec::new();
        for line in take_log() {
            for (_, mark) in &mut columns {
                *mark = if "┌│".contains(*mark) { '│' } else { ' ' };
            }
            if let Some(name) = line.strip_suffix(" opens") {
                columns.push((name.to_string(), '┌'));
            }
            for (name, mark) in &mut columns {
                if *mark == '│' && line == format!("{name} closes") {
                    *mark = '└';
                }
            }
            let bars: String = columns.iter().map(|column| column.1).collect();
            println!("  {bars:<2}  {line}");
        }
    }
}

// Read only the comments in this module. You need not understand its code yet.
mod yard {
    use std::cell::RefCell;

    thread_local! {
        static LOG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    }

    /// Writes a line into the log.
    pub fn note(line: &str) {
        LOG.with_borrow_mut(|log| log.push(line.to_string()));
    }

    /// Empties the log, and returns its lines.
    pub fn take_log() -> Vec<String> {
        LOG.take()
    }

    /// An open gate. It is open as long as the value lives.
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
        /// Closes the gate. Rust calls this when the owner of the gate ends.
        fn drop(&mut self) {
            note(&format!("{} closes", self.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log_of(work: fn()) -> Vec<String> {
        take_log();
        work();
        take_log()
    }

    #[test]
    fn in_the_evening_each_gate_closes_after_its_van() {
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
    fn in_the_lock_the_inner_gate_closes_before_the_van_leaves() {
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
