//! At night a depot sends its scans: three pages with four weights each. The mark `NEXT_PAGE` means that the
//! rest of this page is empty. The mark `END` means that no scan follows, on this page or on any other. The
//! numbers after a mark are from an older night, and they must not count. For some nights the result is too
//! large.
//!
//! Task: change `night_grams` so that `END` ends both loops.
//! Read: <https://doc.rust-lang.org/book/ch03-05-control-flow.html#disambiguating-with-loop-labels>

/// This mark means that the rest of its page is empty.
const NEXT_PAGE: u32 = 0;

/// This mark means that no scan follows, on any page.
const END: u32 = u32::MAX;

/// The weight of the box for the parcels of a night, in grams.
const BOX_GRAMS: u32 = 2_000;

/// Returns the weight of all parcels of a night with their box, in grams.
fn night_grams(pages: [[u32; 4]; 3]) -> u32 {
    let mut total = 0;
    // A `break` with a label ends the loop with this label, and all loops in it. A `break` without a label
    // ends the inner loop only, and that is right for `NEXT_PAGE`. A `return` would leave both loops, too,
    // but it would have to add the box itself.
    'pages: for page in pages {
        for grams in page {
            if grams == NEXT_PAGE {
                break;
            }
            if grams == END {
                break 'pages;
            }
            total += grams;
        }
    }
    total + BOX_GRAMS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_up_all_pages_and_the_box() {
        let pages = [[100, 200, 300, 400], [1, 2, 3, 4], [10, 20, 30, 40]];
        assert_eq!(night_grams(pages), 3_110);
    }

    #[test]
    fn weights_after_next_page_do_not_count() {
        let pages = [[100, NEXT_PAGE, 50, 50], [NEXT_PAGE, 70, 70, 70], [1; 4]];
        assert_eq!(night_grams(pages), 2_104);
    }

    #[test]
    fn next_page_at_the_end_of_a_page_changes_nothing() {
        let pages = [[100, 100, 100, NEXT_PAGE], [1; 4], [2; 4]];
        assert_eq!(night_grams(pages), 2_312);
    }

    #[test]
    fn weights_after_the_end_do_not_count() {
        let pages = [[100, 200, END, 50], [60, 60, 60, 60], [70, 70, 70, 70]];
        assert_eq!(night_grams(pages), 2_300);
    }

    #[test]
    fn a_mark_after_next_page_does_not_count() {
        let pages = [[100, NEXT_PAGE, END, 9], [200, END, 9, 9], [300; 4]];
        assert_eq!(night_grams(pages), 2_300);
    }

    #[test]
    fn a_night_without_scans_is_an_empty_box() {
        assert_eq!(night_grams([[END, 1, 1, 1], [1; 4], [1; 4]]), 2_000);
        assert_eq!(night_grams([[NEXT_PAGE; 4]; 3]), 2_000);
    }

    #[test]
    fn the_end_can_be_on_the_last_page() {
        let pages = [[1; 4], [1; 4], [1, END, 500, END]];
        assert_eq!(night_grams(pages), 2_009);
    }
}
