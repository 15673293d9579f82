// Wrong: adds `move` alone. Then the thread owns the depot, and the log line below uses it.
// Rejected by: E0382
//! At midnight `waybill` writes a report about each depot, and each report should be written by a thread of its own.
//! `thread::spawn` starts a thread and does not wait for it. The thread may even live longer than its function.
//!
//! Task: change `start_report` so that the thread owns the depot. The log line stays.
//! Read: <https://doc.rust-lang.org/book/ch16-01-threads.html#using-move-closures-with-threads>

use std::thread::{self, JoinHandle};

/// A depot, with the weights of its parcels in grams.
struct Depot {
    name: String,
    parcels: Vec<u32>,
}

/// Returns the report about a depot.
fn report(depot: &Depot) -> String {
    let grams: u32 = depot.parcels.iter().sum();
    format!("{}: {} parcels, {grams} g", depot.name, depot.parcels.len())
}

/// Notes in the log that a report was started, and starts it in a new thread. It does not wait for the report.
fn start_report(depot: Depot, log: &mut Vec<String>) -> JoinHandle<String> {
    // TODO: `depot` ends with this function. The thread may still need it.
    let thread = thread::spawn(move || report(&depot));
    log.push(format!("{} started", depot.name));
    thread
}

/// Writes all reports at the same time, and returns them in the order of the depots.
fn all_reports(depots: Vec<Depot>, log: &mut Vec<String>) -> Vec<String> {
    let mut threads = Vec::new();
    for depot in depots {
        threads.push(start_report(depot, log));
    }
    let mut reports = Vec::new();
    for thread in threads {
        // `join` waits until the thread has ended, and returns the value of its closure, or an error if it panicked.
        reports.push(thread.join().expect("no weight is too large"));
    }
    reports
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depot(name: &str, parcels: &[u32]) -> Depot {
        Depot {
            name: String::from(name),
            parcels: parcels.to_vec(),
        }
    }

    #[test]
    fn a_report_has_the_number_and_the_weight_of_the_parcels() {
        for number in 0..10 {
            let parcels = vec![700; number];
            let thread = start_report(depot("KÖL", &parcels), &mut Vec::new());
            let expected = format!("KÖL: {number} parcels, {} g", number * 700);
            assert_eq!(thread.join().unwrap(), expected);
        }
    }

    #[test]
    fn the_report_is_written_in_another_thread() {
        let thread = start_report(depot("HAM", &[1]), &mut Vec::new());
        assert_ne!(thread.thread().id(), thread::current().id());
        thread.join().unwrap();
    }

    // The weights of this depot are too large for a `u32`, so its report panics. The panic ends only its own thread.
    #[test]
    fn a_panic_in_a_report_is_an_error_of_its_thread() {
        let mut log = Vec::new();
        let thread = start_report(depot("HAM", &[u32::MAX, 1]), &mut log);
        assert_eq!(log, ["HAM started"]);
        assert!(thread.join().is_err());
    }

    #[test]
    fn the_log_has_a_line_for_each_report() {
        let mut log = vec![String::from("midnight")];
        let first = start_report(depot("HAM", &[5]), &mut log);
        let second = start_report(depot("BRE", &[]), &mut log);
        assert_eq!(log, ["midnight", "HAM started", "BRE started"]);
        first.join().unwrap();
        second.join().unwrap();
    }

    #[test]
    fn all_reports_come_in_the_order_of_the_depots() {
        let depots = vec![
            depot("HAM", &[5, 6]),
            depot("KÖL", &[]),
            depot("BRE", &[90]),
        ];
        let mut log = Vec::new();
        assert_eq!(
            all_reports(depots, &mut log),
            [
                "HAM: 2 parcels, 11 g",
                "KÖL: 0 parcels, 0 g",
                "BRE: 1 parcels, 90 g"
            ]
        );
        assert_eq!(log.len(), 3);
    }
}
