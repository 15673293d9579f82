// Wrong: takes the first test for the whole task; `says_zero_when_none_are_in_transit` gives another number.
// Rejected by: tests::says_zero_when_none_are_in_transit
//! Once a minute a monitoring program asks `waybill` how it is, and reads one line as the answer.
//! This file compiles, but the answer is not the one that the monitoring understands.
//! The tests at the end of the file say what it should be. Read which of them failed, and in each
//! compare `left`, which is what the function gave, with `right`, which is what was expected.
//!
//! Read: <https://doc.rust-lang.org/book/ch11-01-writing-tests.html>

/// The answer of a service that has this many parcels on their way.
fn health_line(in_transit: u32) -> String {
    let _ = in_transit;
    String::from("ok in_transit=12")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_in_one_line() {
        assert!(!health_line(12).contains('\n'));
    }

    #[test]
    fn says_ok_and_how_many_are_in_transit() {
        assert_eq!(health_line(12), "ok in_transit=12");
    }

    #[test]
    fn says_zero_when_none_are_in_transit() {
        assert_eq!(health_line(0), "ok in_transit=0");
    }

    #[test]
    fn writes_a_large_number_without_separators() {
        assert_eq!(health_line(4_000_000), "ok in_transit=4000000");
    }
}
