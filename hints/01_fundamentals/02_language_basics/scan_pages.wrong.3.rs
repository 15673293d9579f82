// Wrong: takes `continue` for "go on with the next page", but it goes on with the next place; `what_stands_behind_next_page_does_not_count` fails.
// Rejected by: tests::what_stands_behind_next_page_does_not_count
//! At night a depot sends its scans: three pages with places for four weights each. `NEXT_PAGE` in
//! a place says that the rest of this page is not used, `END` that no scan comes after it, on any
//! page. Whatever stands behind a mark is left over from another night.
//! It compiles, but some nights weigh too much. Find out what each `break` ends.
//!
//! Read: <https://doc.rust-lang.org/book/ch03-05-control-flow.html>

/// The rest of this page is not used.
const NEXT_PAGE: u32 = 0;

/// No scan comes after this one.
const END: u32 = u32::MAX;

/// What the box weighs in which the parcels of a night are sent, in grams.
const BOX_GRAMS: u32 = 2_000;

/// What the parcels of a night weigh, in grams, with their box.
fn night_grams(pages: [[u32; 4]; 3]) -> u32 {
    let mut total = 0;
    for page in pages {
        for grams in page {
            if grams == NEXT_PAGE {
                continue;
            }
            if grams == END {
                break;
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
    fn what_stands_behind_next_page_does_not_count() {
        let pages = [[100, NEXT_PAGE, 50, 50], [NEXT_PAGE, 70, 70, 70], [1; 4]];
        assert_eq!(night_grams(pages), 2_104);
    }

    #[test]
    fn next_page_in_the_last_place_changes_nothing() {
        let pages = [[100, 100, 100, NEXT_PAGE], [1; 4], [2; 4]];
        assert_eq!(night_grams(pages), 2_312);
    }

    #[test]
    fn what_stands_behind_the_end_does_not_count() {
        let pages = [[100, 200, END, 50], [60, 60, 60, 60], [70, 70, 70, 70]];
        assert_eq!(night_grams(pages), 2_300);
    }

    #[test]
    fn the_end_can_come_after_a_page_that_is_not_full() {
        let pages = [[100, NEXT_PAGE, END, 9], [200, END, 9, 9], [300; 4]];
        assert_eq!(night_grams(pages), 2_300);
    }

    #[test]
    fn a_night_without_scans_is_an_empty_box() {
        assert_eq!(night_grams([[END, 1, 1, 1], [1; 4], [1; 4]]), 2_000);
        assert_eq!(night_grams([[NEXT_PAGE; 4]; 3]), 2_000);
    }

    #[test]
    fn the_end_on_the_last_page_ends_that_page() {
        let pages = [[1; 4], [1; 4], [1, END, 500, END]];
        assert_eq!(night_grams(pages), 2_009);
    }
}
