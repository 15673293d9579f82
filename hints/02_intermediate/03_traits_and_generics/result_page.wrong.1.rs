// Wrong: puts all bounds on the only block. Pages of passwords have no length then.
// Rejected by: E0599, E0277
//! Nobody wants to see 20,000 parcels at once. So `waybill` answers in pages: pages of parcels, of invoices, of depots.
//! One generic type is enough for all of them, but the compiler does not accept its methods yet.
//!
//! Task: fix the `impl` block and the first line of `page`. A page must work for any type, even for one that can't be
//! shown.
//! Read: <https://doc.rust-lang.org/book/ch10-01-syntax.html#in-method-definitions>

use std::fmt::Display;

/// One page of a long answer.
#[derive(Debug, PartialEq)]
struct Page<T> {
    rows: Vec<T>,
    /// True if there are more rows after this page.
    more: bool,
}

impl<T: Display + Ord> Page<T> {
    /// Returns the number of rows.
    fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns the last row, or `None` if the page is empty.
    fn last(&self) -> Option<&T> {
        self.rows.last()
    }

    /// Returns the rows, each in its own line.
    fn lines(&self) -> String {
        let mut lines = String::new();
        for row in &self.rows {
            lines.push_str(&format!("{row}\n"));
        }
        lines
    }

    /// Returns the greatest row as it is shown, or "-" if the page is empty.
    fn greatest(&self) -> String {
        match self.rows.iter().max() {
            Some(row) => row.to_string(),
            None => String::from("-"),
        }
    }
}

/// Returns the page with the number `number`, counted from 0. A page has at most `size` rows. The rows are copies,
/// because the next request may change the originals.
fn page<T: Clone>(all: &[T], number: usize, size: usize) -> Page<T> {
    let start = all.len().min(number * size);
    let end = all.len().min(start + size);
    Page {
        rows: all[start..end].to_vec(),
        more: end < all.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row that can be neither shown nor copied.
    struct Password(String);

    #[test]
    fn a_page_of_anything_has_a_length_and_a_last_row() {
        let mut rows = Vec::new();
        for i in 0..4_usize {
            let page = Page { rows, more: false };
            assert_eq!(page.len(), i);
            assert_eq!(page.last().is_none(), i == 0);
            rows = page.rows;
            rows.push(Password(format!("secret {i}")));
        }
        let page = Page { rows, more: true };
        assert_eq!(page.last().unwrap().0, "secret 3");
        assert!(page.more);
    }

    #[test]
    fn rows_that_can_be_shown_have_lines() {
        let page = Page {
            rows: vec!["HAM", "KÖL"],
            more: true,
        };
        assert_eq!(page.lines(), "HAM\nKÖL\n");
        let page = Page {
            rows: vec![700, 5],
            more: false,
        };
        assert_eq!(page.lines(), "700\n5\n");
    }

    #[test]
    fn numbers_with_a_dot_have_lines_but_no_order() {
        let page = Page {
            rows: vec![1.5, 0.25],
            more: false,
        };
        assert_eq!(page.lines(), "1.5\n0.25\n");
    }

    #[test]
    fn rows_with_an_order_have_a_greatest_one() {
        let mut page = page(&[30, 700, 5], 0, 3);
        assert_eq!(page.greatest(), "700");
        page.rows.pop();
        page.rows.push(701);
        assert_eq!(page.greatest(), "701");
        page.rows.clear();
        assert_eq!(page.greatest(), "-");
        let names = Page {
            rows: vec!["HAM", "KÖL", "BRE"],
            more: false,
        };
        assert_eq!(names.greatest(), "KÖL");
    }

    #[test]
    fn an_empty_page_has_no_lines() {
        let page: Page<u32> = page(&[], 0, 10);
        assert_eq!(page.lines(), "");
        assert_eq!(page.len(), 0);
        assert!(!page.more);
    }

    #[test]
    fn after_the_last_page_there_is_nothing() {
        let beyond = page(&[1, 2, 3], 7, 2);
        assert_eq!(beyond.len(), 0);
        assert!(!beyond.more);
    }

    #[test]
    fn all_pages_together_have_all_rows() {
        for length in 0..12_u32 {
            let all: Vec<u32> = (0..length).collect();
            for size in 1..5 {
                let mut seen = Vec::new();
                let mut number = 0;
                loop {
                    let page = page(&all, number, size);
                    seen.extend(page.rows);
                    number += 1;
                    if !page.more {
                        break;
                    }
                    assert_eq!(seen.len(), number * size);
                }
                assert_eq!(seen, all);
            }
        }
    }

    #[test]
    fn a_page_can_hold_strings() {
        let depots = [String::from("HAM"), String::from("KÖL")];
        let page = page(&depots, 1, 1);
        assert_eq!(page.rows, ["KÖL"]);
        assert_eq!(page.last(), Some(&depots[1]));
    }

    #[test]
    fn a_page_can_hold_rows_that_can_be_copied_but_not_shown() {
        #[derive(Debug, Clone, PartialEq)]
        struct Stop(u32);

        let stops = [Stop(1), Stop(2), Stop(3)];
        let expected = Page {
            rows: vec![Stop(1), Stop(2)],
            more: true,
        };
        assert_eq!(page(&stops, 0, 2), expected);
    }
}
