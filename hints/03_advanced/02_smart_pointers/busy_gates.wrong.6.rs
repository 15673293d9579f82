// Wrong: gives a name to a reference into the map, and the guard ends with the line.
// Rejected by: E0716
//! The board at the yard shows a gate for each van, works off its jobs, and calls everybody who watches it. The code
//! compiles. But on a busy day the program panics: "RefCell already borrowed".
//!
//! Task: change `gate_of`, `work` and `tell` so that no borrow is active when the next one begins.
//! Read: <https://doc.rust-lang.org/reference/destructors.html#temporary-scopes>

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};

/// The board at the yard. Everybody shares it.
#[derive(Default)]
struct Board {
    /// The gate of each van.
    gates: RefCell<HashMap<String, usize>>,
    /// The jobs that wait. A job with a number larger than 0 has to be done again.
    jobs: RefCell<VecDeque<(String, u32)>>,
    /// The names of the jobs that were done, in their order.
    done: RefCell<Vec<String>>,
    /// The functions that `tell` calls.
    watchers: RefCell<Vec<fn(&Board)>>,
    /// How often a watcher was called.
    calls: Cell<u32>,
}

impl Board {
    /// Returns the gate of a van. A van that is new gets the next free gate. The first one is gate 1.
    fn gate_of(&self, van: &str) -> usize {
        // A value without a name ends with its statement. The `match` is one statement, down to its last bracket, so the
        // borrow in its head was still active in the arms. A `let` is a statement of its own.
        let known = self.gates.borrow().get(van);
        match known {
            Some(gate) => *gate,
            None => {
                let gate = self.gates.borrow().len() + 1;
                self.gates.borrow_mut().insert(String::from(van), gate);
                gate
            }
        }
    }

    /// Does all jobs that wait, the oldest first. This ends when no job is left.
    fn work(&self) {
        // The head of `while let` has the same long borrow.
        loop {
            let job = self.jobs.borrow_mut().pop_front();
            let Some((name, again)) = job else { break };
            self.do_job(name, again);
        }
    }

    /// Does a job. If it has to be done again, it waits as the last one.
    fn do_job(&self, name: String, again: u32) {
        self.done.borrow_mut().push(name.clone());
        if again > 0 {
            self.jobs.borrow_mut().push_back((name, again - 1));
        }
    }

    /// Adds a watcher. It is called from the next `tell` on.
    fn watch(&self, watcher: fn(&Board)) {
        self.watchers.borrow_mut().push(watcher);
    }

    /// Calls each watcher once. A watcher may add and remove watchers.
    fn tell(&self) {
        // A watcher can do anything. So copy the functions, end the borrow, and call them after that.
        let watchers = self.watchers.borrow().clone();
        for watcher in watchers {
            watcher(self);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(board: &Board) {
        board.calls.set(board.calls.get() + 1);
    }

    fn count_once(board: &Board) {
        count(board);
        board.watchers.borrow_mut().clear();
    }

    fn count_and_invite(board: &Board) {
        count(board);
        board.watch(count);
    }

    #[test]
    fn a_known_van_has_its_gate() {
        let board = Board::default();
        board.gates.borrow_mut().insert(String::from("HB-7"), 4);
        assert_eq!(board.gate_of("HB-7"), 4);
        assert_eq!(board.gate_of("HB-7"), 4);
    }

    #[test]
    fn a_new_van_gets_the_next_gate() {
        let board = Board::default();
        for call in 1..=3 {
            for gate in 1..=20 {
                let van = format!("HB-{gate}");
                assert_eq!(board.gate_of(&van), gate, "{van}, call {call}");
            }
        }
        assert_eq!(board.gates.borrow().len(), 20);
    }

    #[test]
    fn jobs_are_done_in_their_order() {
        let board = Board::default();
        for name in ["wash", "load", "fuel"] {
            board.jobs.borrow_mut().push_back((String::from(name), 0));
        }
        board.work();
        assert_eq!(*board.done.borrow(), ["wash", "load", "fuel"]);
        assert!(board.jobs.borrow().is_empty());
    }

    #[test]
    fn a_job_can_come_again() {
        let board = Board::default();
        for (name, again) in [("wash", 2), ("load", 0), ("fuel", 1)] {
            let job = (String::from(name), again);
            board.jobs.borrow_mut().push_back(job);
        }
        board.work();
        let done = ["wash", "load", "fuel", "wash", "fuel", "wash"];
        assert_eq!(*board.done.borrow(), done);
        assert!(board.jobs.borrow().is_empty());
    }

    #[test]
    fn each_watcher_is_called_once() {
        let board = Board::default();
        for number in 1..=5 {
            board.watch(count);
            board.calls.set(0);
            board.tell();
            assert_eq!(board.calls.get(), number);
        }
    }

    #[test]
    fn a_watcher_may_remove_watchers() {
        let board = Board::default();
        board.watch(count_once);
        board.tell();
        board.tell();
        assert_eq!(board.calls.get(), 1);
        assert!(board.watchers.borrow().is_empty());
    }

    #[test]
    fn a_watcher_may_add_one_for_the_next_time() {
        let board = Board::default();
        board.watch(count_and_invite);
        board.tell();
        assert_eq!(board.calls.get(), 1);
        board.tell();
        assert_eq!(board.calls.get(), 3);
        assert_eq!(board.watchers.borrow().len(), 3);
    }
}
