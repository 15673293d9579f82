// Wrong: gives the first scans and not the last; `shows_the_newest_scans_in_their_order` fails.
// Rejected by: tests::shows_the_newest_scans_in_their_order
//! A parcel's page shows parts of its tracking code and the last few of its scans. The page only
//! looks at them, so nothing is copied: each function gives back a part of what it was given.
//! Tracking codes are plain ASCII, always like `HAM-20260314-0042`: depot, day and number, with
//! three, eight and four places.
//!
//! Read: <https://doc.rust-lang.org/book/ch04-03-slices.html>

/// The depot in a tracking code.
fn depot(code: &str) -> &str {
    &code[..3]
}

/// The day in a tracking code.
fn day(code: &str) -> &str {
    &code[4..12]
}

/// The number in a tracking code.
fn number(code: &str) -> &str {
    &code[13..]
}

/// The last scans, at most so many, the newest at the end. Where there are fewer, all of them.
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
    fn shows_nothing_of_a_parcel_without_scans() {
        assert_eq!(last_scans(&[], 3), []);
    }

    #[test]
    fn shows_nothing_when_nothing_is_asked_for() {
        assert_eq!(last_scans(&[101, 102], 0), []);
    }
}
