//! Each address of the city belongs to the nearest depot. The office wants a map of it, and three threads draw a band of lines
//! each. `thread::spawn` refuses: a spawned thread may not borrow the depots, nor the lines of the map.
//!
//! Task: change `draw` so that the threads borrow both. Nothing is cloned, and each band has a thread of its own.
//! Read: <https://doc.rust-lang.org/std/thread/fn.scope.html#example>

use std::thread::{self, ThreadId};

const WIDTH: usize = 64;
const HEIGHT: usize = 18;

/// The number of lines that one thread draws.
const BAND: usize = 6;

/// The mark of a depot on the map. The region of the depot is filled with `sign`.
struct Mark {
    name: char,
    sign: char,
    column: usize,
    line: usize,
}

/// A line of the map, and the thread that drew it.
struct Line {
    signs: String,
    thread: Option<ThreadId>,
}

/// Returns the character of the map for an address.
fn sign(depots: &[Mark], column: usize, line: usize) -> char {
    // A character is twice as high as it is wide.
    let distance = |depot: &Mark| {
        let x = depot.column.abs_diff(column);
        let y = depot.line.abs_diff(line) * 2;
        x * x + y * y
    };
    match depots.iter().min_by_key(|depot| distance(depot)) {
        None => ' ',
        Some(depot) if distance(depot) == 0 => depot.name,
        Some(depot) => depot.sign,
    }
}

/// Draws lines of the map. `first` is the index of the first one.
fn draw_band(depots: &[Mark], first: usize, lines: &mut [Line]) {
    for (index, line) in lines.iter_mut().enumerate() {
        line.signs = (0..WIDTH)
            .map(|column| sign(depots, column, first + index))
            .collect();
        line.thread = Some(thread::current().id());
    }
}

/// Draws the whole map.
fn draw(depots: &[Mark]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for _ in 0..HEIGHT {
        let signs = String::new();
        lines.push(Line {
            signs,
            thread: None,
        });
    }
    // `scope` waits for all threads that were started in it, and it waits even if one of them panics. So the compiler knows that
    // the threads end before `lines` and `depots` do. `chunks_mut` makes parts that do not overlap: each thread has its own `&mut`.
    thread::scope(|scope| {
        for (band, part) in lines.chunks_mut(BAND).enumerate() {
            scope.spawn(move || draw_band(depots, band * BAND, part));
        }
    });
    lines
}

/// Returns the mark of a depot.
fn mark(name: char, sign: char, column: usize, line: usize) -> Mark {
    Mark {
        name,
        sign,
        column,
        line,
    }
}

/// Prints the map of today.
fn main() {
    let depots = [
        mark('A', '.', 9, 3),
        mark('B', '+', 37, 2),
        mark('C', ' ', 22, 12),
        mark('D', ':', 56, 9),
        mark('E', '-', 41, 16),
    ];
    for line in draw(&depots) {
        println!("{}", line.signs.trim_end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_with_one_depot_is_its_region() {
        let lines = draw(&[mark('X', 'x', 10, 7)]);
        assert_eq!(lines.len(), HEIGHT);
        for (index, line) in lines.iter().enumerate() {
            let mut expected = "x".repeat(WIDTH);
            if index == 7 {
                expected.replace_range(10..11, "X");
            }
            assert_eq!(line.signs, expected);
        }
    }

    #[test]
    fn a_city_without_depots_is_empty() {
        for line in draw(&[]) {
            assert_eq!(line.signs, " ".repeat(WIDTH));
        }
    }

    #[test]
    fn each_line_is_drawn_for_its_own_index() {
        let depots = [mark('N', 'n', 0, 0), mark('S', 's', 0, HEIGHT - 1)];
        for (index, line) in draw(&depots).iter().enumerate() {
            let nearest = if index < HEIGHT / 2 { 'n' } else { 's' };
            assert_eq!(line.signs.chars().last(), Some(nearest), "line {index}");
        }
    }

    #[test]
    fn each_band_has_a_thread_of_its_own() {
        let lines = draw(&[mark('X', 'x', 10, 7)]);
        let mut threads: Vec<_> = lines.iter().map(|line| line.thread.unwrap()).collect();
        assert!(!threads.contains(&thread::current().id()));
        threads.dedup();
        assert_eq!(threads.len(), HEIGHT / BAND);
        assert_ne!(threads[0], threads[2]);
    }
}
