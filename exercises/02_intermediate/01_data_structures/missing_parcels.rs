//! A truck brings parcels from another depot, with a packing list. The belt scans them, and some parcels pass the scanner
//! twice. A set answers three questions about the codes, and each of them in a line or two.
//!
//! Task: complete the three functions with the methods of `HashSet`.
//! Read: <https://doc.rust-lang.org/std/collections/struct.HashSet.html#method.difference>

use std::collections::HashSet;

/// Returns the codes that were announced but did not arrive, in alphabetical order.
fn missing(announced: &HashSet<String>, arrived: &HashSet<String>) -> Vec<String> {
    // TODO: complete this. The sets only lend their codes, but the vector owns its own.
    let mut missing: Vec<String> = announced.difference(arrived).collect();
    missing.sort();
    missing
}

/// Returns each code that was scanned more than once, in the order of the second scans. Each code appears once.
fn scanned_twice(scans: &[&str]) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut reported = HashSet::new();
    let mut twice = Vec::new();
    for code in scans {
        // TODO: complete this. `insert` returns a `bool`, and the lesson says when it is true.
        seen.insert(*code);
        reported.insert(*code);
        twice.push(code.to_string());
    }
    twice
}

/// Returns true if both trucks bring the same codes. The order does not matter, and a second scan does not either.
fn same_codes(first: &[&str], second: &[&str]) -> bool {
    // TODO: complete this. Collect each slice into a `HashSet<&str>`, and compare the sets.
    first == second
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(codes: &[&str]) -> HashSet<String> {
        codes.iter().map(|code| code.to_string()).collect()
    }

    #[test]
    fn missing_codes_are_in_alphabetical_order() {
        let announced = set(&["KÖL-9", "HAM-1", "BRE-3", "HAM-2"]);
        let arrived = set(&["HAM-1"]);
        assert_eq!(missing(&announced, &arrived), ["BRE-3", "HAM-2", "KÖL-9"]);
    }

    #[test]
    fn a_code_that_nobody_announced_is_not_missing() {
        let announced = set(&["HAM-1", "HAM-2"]);
        let arrived = set(&["HAM-2", "BER-7", "HAM-1"]);
        assert!(missing(&announced, &arrived).is_empty());
        assert_eq!(missing(&arrived, &announced), ["BER-7"]);
    }

    #[test]
    fn every_code_is_missing_if_nothing_arrived() {
        assert_eq!(missing(&set(&["B", "A"]), &set(&[])), ["A", "B"]);
        assert!(missing(&set(&[]), &set(&["A"])).is_empty());
    }

    #[test]
    fn a_code_that_was_scanned_once_is_not_reported() {
        assert!(scanned_twice(&[]).is_empty());
        assert!(scanned_twice(&["HAM-1", "HAM-2", "HAM-3"]).is_empty());
    }

    #[test]
    fn second_scans_are_reported_in_their_order() {
        let scans = ["A", "B", "C", "C", "A", "D", "B"];
        assert_eq!(scanned_twice(&scans), ["C", "A", "B"]);
    }

    #[test]
    fn a_code_is_reported_only_once() {
        assert_eq!(scanned_twice(&["A", "A", "A", "A"]), ["A"]);
        assert_eq!(scanned_twice(&["A", "B", "A", "B", "A"]), ["A", "B"]);
    }

    #[test]
    fn the_same_codes_in_another_order() {
        assert!(same_codes(&["A", "B", "C"], &["C", "A", "B"]));
        assert!(same_codes(&[], &[]));
    }

    #[test]
    fn a_second_scan_makes_no_difference() {
        assert!(same_codes(&["A", "B", "A"], &["B", "B", "A", "B"]));
    }

    #[test]
    fn another_code_makes_a_difference() {
        assert!(!same_codes(&["A", "B"], &["A", "C"]));
        assert!(!same_codes(&["A", "B"], &["A"]));
        assert!(!same_codes(&["A"], &["A", "B"]));
        assert!(!same_codes(&[], &["A"]));
        assert!(!same_codes(&["A", "A"], &["A", "B"]));
    }
}
