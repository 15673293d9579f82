// Wrong: passes `work` itself to `map`. It takes a `&str`, and the lines are `String`s.
// Rejected by: E0277
//! The lines of the board are in a `RefCell`, and other parts of `waybill` want to read them. A reference can't leave
//! the method, because the guard of the borrow ends there.
//!
//! Task: change `newest` to return a copy, `lines` to return the guard, and `with_line` to call a function.
//! Read: <https://doc.rust-lang.org/std/cell/struct.RefCell.html#method.borrow>

use std::cell::{Ref, RefCell};

/// The lines of a board, the oldest first.
struct Board {
    lines: RefCell<Vec<String>>,
}

impl Board {
    /// Returns an empty board.
    fn new() -> Board {
        Board {
            lines: RefCell::new(Vec::new()),
        }
    }

    /// Adds a line.
    fn add(&self, line: &str) {
        self.lines.borrow_mut().push(String::from(line));
    }

    /// Returns the newest line. The caller may add lines while it has the result.
    fn newest(&self) -> Option<String> {
        // A copy is the simplest choice, and it is free of all rules. It costs the copy.
        self.lines.borrow().last().cloned()
    }

    /// Lends all lines, without a copy. Nobody can add a line while the caller has the result.
    fn lines(&self) -> Ref<'_, Vec<String>> {
        // The guard costs nothing, but the caller decides how long the board is borrowed. `'_` says that the guard
        // borrows from `self`. `Ref::map` makes a guard for a part of the value.
        self.lines.borrow()
    }

    /// Calls `work` with the line at `index` and returns its result, or `None` if there is no such line. `work` is
    /// not called with a copy.
    fn with_line<R>(&self, index: usize, work: impl FnOnce(&str) -> R) -> Option<R> {
        // The borrow ends here, when `work` returns. But if `work` adds a line to this board, it panics.
        self.lines.borrow().get(index).map(work)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board(lines: &[&str]) -> Board {
        let board = Board::new();
        for line in lines {
            board.add(line);
        }
        board
    }

    #[test]
    fn an_empty_board_has_no_newest_line() {
        assert!(Board::new().newest().is_none());
    }

    #[test]
    fn lines_can_be_added_while_somebody_has_the_newest_one() {
        let board = board(&["van 1 at gate 4"]);
        for number in 2..10 {
            let newest = board.newest().unwrap();
            board.add(&format!("van {number} at gate 4"));
            assert_eq!(*newest, format!("van {} at gate 4", number - 1));
        }
    }

    #[test]
    fn all_lines_are_lent_without_a_copy() {
        let board = board(&["first", "second"]);
        let address = board.lines.borrow().as_ptr();
        let lines = board.lines();
        assert_eq!(lines[..], ["first", "second"]);
        assert_eq!(lines.as_ptr(), address);
    }

    #[test]
    fn while_the_lines_are_lent_nobody_can_add_one() {
        let board = board(&["first"]);
        let lines = board.lines();
        assert!(board.lines.try_borrow_mut().is_err());
        drop(lines);
        assert!(board.lines.try_borrow_mut().is_ok());
    }

    #[test]
    fn several_readers_can_have_the_lines() {
        let board = board(&["a", "four", "to"]);
        let (first, second) = (board.lines(), board.lines());
        assert_eq!(first.len(), second.len());
        assert!(board.lines.try_borrow_mut().is_err());
    }

    #[test]
    fn a_function_gets_the_line_itself() {
        let board = board(&["first", "second", "Köln"]);
        assert_eq!(board.with_line(0, str::len), Some(5));
        assert_eq!(
            board.with_line(2, |line| line.to_uppercase()).unwrap(),
            "KÖLN"
        );
        for index in 0..3 {
            let address = board.lines.borrow()[index].as_ptr();
            assert_eq!(board.with_line(index, str::as_ptr), Some(address));
        }
    }

    #[test]
    fn without_a_line_the_function_is_not_called() {
        let board = board(&["first"]);
        for index in [1, 2, usize::MAX] {
            let mut called = false;
            let result = board.with_line(index, |_| called = true);
            assert_eq!(result, None);
            assert!(!called);
        }
    }

    #[test]
    fn the_board_is_free_after_each_call() {
        let board = board(&["first"]);
        board.with_line(0, |line| line.len());
        board.newest();
        assert!(board.lines.try_borrow_mut().is_ok());
    }
}
