//! Each morning, `waybill` puts the rows of the night into a batch, which only borrows them. After the first call
//! of `add`, the compiler refuses each use of the batch. It says that the batch is still borrowed, although nobody
//! keeps a reference to it.
//!
//! Task: correct the signatures of `add` and `first`. `Batch` and the bodies stay as they are.
//! Read: <https://doc.rust-lang.org/nomicon/lifetime-mismatch.html#limits-of-lifetimes>

/// The rows of a night. They belong to somebody else.
#[derive(Debug, Default)]
struct Batch<'a> {
    rows: Vec<&'a str>,
}

impl<'a> Batch<'a> {
    /// Adds a row at the end.
    // TODO: correct the signature. For how long does it borrow the batch?
    fn add(&'a mut self, row: &'a str) {
        self.rows.push(row);
    }

    /// Returns the first row that begins with `depot`. The row can be kept when the batch has ended.
    // TODO: correct the signature. Which value is the result a part of?
    fn first(&self, depot: &str) -> Option<&str> {
        self.rows.iter().copied().find(|row| row.starts_with(depot))
    }

    /// Returns the number of rows.
    fn len(&self) -> usize {
        self.rows.len()
    }
}

/// Returns the batch of a report: its lines, without the empty ones.
fn batch_of(report: &str) -> Batch<'_> {
    let mut batch = Batch::default();
    for row in report.lines() {
        if !row.is_empty() {
            batch.add(row);
        }
    }
    batch
}

/// Returns the first row of the report for a depot.
fn first_row<'a>(report: &'a str, depot: &str) -> Option<&'a str> {
    let batch = batch_of(report);
    batch.first(depot)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "HAM;700\nKÖL;20\n\nBRE;31500\nKÖL;500\n";

    #[test]
    fn a_batch_has_all_rows_that_are_not_empty() {
        assert_eq!(
            batch_of(REPORT).rows,
            ["HAM;700", "KÖL;20", "BRE;31500", "KÖL;500"]
        );
        assert_eq!(batch_of("\n\n").len(), 0);
    }

    #[test]
    fn rows_can_be_added_and_counted_in_turn() {
        let rows: Vec<String> = (0..5).map(|number| format!("HAM;{number}")).collect();
        let mut batch = Batch::default();
        for (number, row) in rows.iter().enumerate() {
            assert_eq!(batch.len(), number);
            batch.add(row);
            assert_eq!(batch.first("HAM"), Some("HAM;0"));
        }
        assert_eq!(batch.rows, rows);
    }

    #[test]
    fn the_first_row_of_a_depot_is_found() {
        for (depot, row) in [
            ("KÖL", Some("KÖL;20")),
            ("BRE", Some("BRE;31500")),
            ("BER", None),
        ] {
            let found = {
                let depot = depot.to_string();
                first_row(REPORT, &depot)
            };
            assert_eq!(found, row);
        }
    }
}
