// Wrong: takes the first hour of the range, not the last.
// Rejected by: tests::the_last_hour_before_another_one
//! A chart shows how many parcels the depot scanned in each hour. It looks different each time the program runs, and its
//! test never passes. The colleague who wrote it says that it worked yesterday.
//!
//! Task: change the type `Counts` so that the hours have an order. Then write `last_hour_before`.
//! Read: <https://doc.rust-lang.org/std/collections/struct.BTreeMap.html#method.range>

use std::collections::BTreeMap;

/// The number of scans in each hour. An hour without a scan is not in the map.
type Counts = BTreeMap<u8, usize>;

/// Counts the scans. Each element of `hours` is the hour of one scan, from 0 to 23.
fn count(hours: &[u8]) -> Counts {
    let mut counts = Counts::new();
    for hour in hours {
        *counts.entry(*hour).or_insert(0) += 1;
    }
    counts
}

/// Returns the chart: one line for each hour with a scan, from early to late.
fn chart(counts: &Counts) -> String {
    let mut lines = String::new();
    for (hour, scans) in counts {
        lines.push_str(&format!("{hour:>2} h {} {scans}\n", "█".repeat(*scans)));
    }
    lines
}

/// Returns the first hour with a scan.
fn first_hour(counts: &Counts) -> Option<u8> {
    counts.keys().next().copied()
}

/// Returns the last hour with a scan before `hour`. A scan in `hour` itself does not count.
fn last_hour_before(counts: &Counts, hour: u8) -> Option<u8> {
    counts.range(..hour).next().map(|(hour, _)| *hour)
}

fn main() {
    let monday = [
        8, 14, 9, 6, 8, 22, 17, 9, 8, 13, 17, 10, 6, 17, 9, 18, 11, 8, 16, 17, 7, 9, 12, 8, 17, 10,
        16, 18, 8, 7, 23, 17, 5,
    ];
    let counts = count(&monday);
    print!("{}", chart(&counts));
    let first = first_hour(&counts).unwrap_or(0);
    println!("the depot opens at {first} h");
    let last = last_hour_before(&counts, 22).unwrap_or(0);
    println!("before the night: {last} h");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All hours of a day in a wild order: 7 and 24 have no common factor.
    fn wild_day() -> Vec<u8> {
        (0..24).map(|i| i * 7 % 24).collect()
    }

    #[test]
    fn scans_are_counted_by_hour() {
        let counts = count(&[9, 8, 9, 23, 9, 0, 8]);
        assert_eq!(counts.len(), 4);
        assert_eq!(counts[&0], 1);
        assert_eq!(counts[&8], 2);
        assert_eq!(counts[&9], 3);
        assert_eq!(counts[&23], 1);
    }

    #[test]
    fn the_chart_goes_from_early_to_late() {
        let mut expected = String::new();
        for hour in 0..24 {
            expected.push_str(&format!("{hour:>2} h █ 1\n"));
        }
        assert_eq!(chart(&count(&wild_day())), expected);
    }

    #[test]
    fn the_chart_has_a_line_for_each_hour_with_a_scan() {
        assert_eq!(chart(&count(&[])), "");
        assert_eq!(chart(&count(&[7, 7, 7])), " 7 h ███ 3\n");
    }

    #[test]
    fn the_first_hour_is_the_earliest() {
        let mut hours = wild_day();
        for first in 1..24 {
            hours.retain(|hour| *hour >= first);
            assert_eq!(first_hour(&count(&hours)), Some(first));
        }
    }

    #[test]
    fn a_day_without_scans_has_no_first_hour() {
        assert_eq!(first_hour(&count(&[])), None);
    }

    #[test]
    fn the_last_hour_before_another_one() {
        let counts = count(&wild_day());
        for hour in 1..=24 {
            assert_eq!(last_hour_before(&counts, hour), Some(hour - 1));
        }
        let counts = count(&[17, 6, 6, 12]);
        assert_eq!(last_hour_before(&counts, 17), Some(12));
        assert_eq!(last_hour_before(&counts, 18), Some(17));
        assert_eq!(last_hour_before(&counts, 12), Some(6));
    }

    #[test]
    fn before_the_first_hour_there_is_none() {
        let counts = count(&[17, 6]);
        assert_eq!(last_hour_before(&counts, 6), None);
        assert_eq!(last_hour_before(&counts, 0), None);
        assert_eq!(last_hour_before(&count(&[]), 12), None);
    }
}
