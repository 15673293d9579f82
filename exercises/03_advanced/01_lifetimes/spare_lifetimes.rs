//! After the first exercises with lifetimes, a colleague puts them on everything. The code compiles, and all tests
//! pass. But the compiler fills in most of these names by itself, and the important ones are hard to see among
//! them.
//!
//! Task: remove each lifetime that the elision rules fill in. Keep the others.
//! Read: <https://doc.rust-lang.org/book/ch10-03-lifetime-syntax.html#lifetime-elision>

// TODO: work from top to bottom. Ask for each signature: do the rules give the same result without the names?

/// Returns the first field of a row, such as `HAM` in `HAM;700`.
fn first_field<'a>(row: &'a str) -> &'a str {
    row.split(';').next().unwrap_or(row)
}

/// Returns the number of rows that contain `word`.
fn count_rows<'a, 'b>(rows: &'a [String], word: &'b str) -> usize {
    rows.iter().filter(|row| row.contains(word)).count()
}

/// Returns the part of a row after `mark`, or the whole row if the mark is not in it.
fn after<'a>(row: &'a str, mark: &str) -> &'a str {
    row.split_once(mark).map_or(row, |(_, rest)| rest)
}

/// A depot with its rows.
struct Depot {
    rows: Vec<String>,
}

impl Depot {
    /// Returns the first row that contains `word`.
    fn find<'a, 'b>(&'a self, word: &'b str) -> Option<&'a String> {
        self.rows.iter().find(|row| row.contains(word))
    }

    /// Returns the last row, to change it.
    fn last<'a>(&'a mut self) -> Option<&'a mut String> {
        self.rows.last_mut()
    }

    /// Returns the longer one of the depot's first row and `other`.
    fn longer<'a>(&'a self, other: &'a str) -> &'a str {
        match self.rows.first() {
            Some(first) if first.len() > other.len() => first,
            _ => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depot() -> Depot {
        let rows = ["HAM;700", "KÖL;20;express", "BRE;31500;express"];
        Depot {
            rows: rows.map(String::from).into(),
        }
    }

    #[test]
    fn a_row_has_a_first_field_and_a_rest() {
        for (row, first, rest) in [
            ("HAM;700", "HAM", "700"),
            ("", "", ""),
            ("KÖL", "KÖL", "KÖL"),
            (";7;8", "", "7;8"),
        ] {
            assert_eq!(first_field(row), first);
            let mark = String::from(";");
            let after = after(row, &mark);
            drop(mark);
            assert_eq!(after, rest);
        }
    }

    #[test]
    fn rows_are_counted_and_found() {
        let depot = depot();
        for (word, count) in [("express", 2), ("HAM", 1), ("BER", 0), ("", 3)] {
            assert_eq!(count_rows(&depot.rows, word), count);
        }
        let found = {
            let word = String::from("express");
            depot.find(&word)
        };
        assert_eq!(found, Some(&depot.rows[1]));
        assert_eq!(depot.find("BER"), None);
    }

    #[test]
    fn the_last_row_can_change() {
        let mut depot = depot();
        if let Some(row) = depot.last() {
            row.push('!');
        }
        assert_eq!(depot.rows[2], "BRE;31500;express!");
        depot.rows.clear();
        assert_eq!(depot.last(), None);
    }

    #[test]
    fn the_longer_row_can_be_either() {
        let depot = depot();
        for (other, longer) in [
            ("", "HAM;700"),
            ("HAM;70", "HAM;700"),
            ("BER;700", "BER;700"),
            ("BER;7000", "BER;7000"),
        ] {
            assert_eq!(depot.longer(other), longer);
        }
        let empty = Depot { rows: Vec::new() };
        assert_eq!(empty.longer(""), "");
    }
}
