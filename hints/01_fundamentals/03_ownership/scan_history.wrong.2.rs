// Wrong: returns the first scans instead of the last ones.
// Rejected by: tests::shows_the_newest_scans_in_their_order
//! The page of a parcel shows parts of its tracking code, and its last scans. Nothing is copied for that: each
//! function returns a slice of its argument. A tracking code is ASCII and looks like `HAM-20260314-0042`: a depot of
//! three letters, a day of eight digits and a number of four digits.
//!
//! Task: complete the four functions. Each one returns a slice.
//! Read: <https://doc.rust-lang.org/book/ch04-03-slices.html#string-slices>

/// Returns the depot in a tracking code.
fn depot(code: &str) -> &str {
    &code[..3]
}

/// Returns the day in a tracking code.
fn day(code: &str) -> &str {
    &code[4..12]
}

/// Returns the number in a tracking code.
fn number(code: &str) -> &str {
    &code[13..]
}

/// Returns the last `at_most` scans. If there are fewer, it returns all of them. The newest scan is at the end.
fn last_scans(scans: &[u32], at_most: usize) -> &[u32] {
    let end = at_most.min(scans.len());
    &scans[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_depot() {
        assert_eq!(depot("HAM-20260314-0042"), "HAM");
        assert_eq!(depot("BER-19991231-9999"), "BER");
    }

    #[test]
    fn finds_the_day() {
        assert_eq!(day("HAM-20260314-0042"), "20260314");
        assert_eq!(day("BER-19991231-9999"), "19991231");
    }

    #[test]
    fn finds_the_number() {
        assert_eq!(number("HAM-20260314-0042"), "0042");
        assert_eq!(number("BER-19991231-9999"), "9999");
    }

    #[test]
    fn shows_the_newest_scans_in_their_order() {
        assert_eq!(last_scans(&[101, 102, 103, 104], 2), [103, 104]);
        assert_eq!(last_scans(&[101, 102, 103, 104], 1), [104]);
    }

    #[test]
    fn shows_all_scans_when_there_are_just_enough() {
        assert_eq!(last_scans(&[101, 102, 103], 3), [101, 102, 103]);
    }

    #[test]
    fn shows_all_scans_when_there_are_fewer() {
        assert_eq!(last_scans(&[101, 102], 5), [101, 102]);
        assert_eq!(last_scans(&[101], usize::MAX), [101]);
    }

    #[test]
    fn a_parcel_without_scans_shows_no_scan() {
        assert_eq!(last_scans(&[], 3), []);
    }

    #[test]
    fn at_most_0_shows_no_scan() {
        assert_eq!(last_scans(&[101, 102], 0), []);
    }
}
