//! In the evening `waybill` counts the scans of each depot, with a thread for each one. They all read the same log. The
//! compiler refuses to send the pointer of the log into a thread.
//!
//! Task: replace the pointer in the two functions by one that several threads may share.
//! Read: <https://doc.rust-lang.org/std/sync/struct.Arc.html#thread-safety>

use std::rc::Rc;
use std::thread;

/// All scans of a day, such as `HAM 17:42`. It can't be copied.
struct ScanLog {
    scans: Vec<String>,
}

/// Returns the number of scans that begin with the name of a depot.
fn scans_of(log: &ScanLog, depot: &str) -> usize {
    log.scans
        .iter()
        .filter(|scan| scan.starts_with(depot))
        .count()
}

/// Calls `count` for each depot, in a thread of its own. Returns the results in the order of the depots.
fn count_all(
    // TODO: change the pointer, here and below.
    log: &Rc<ScanLog>,
    depots: &[&'static str],
    count: fn(&ScanLog, &str) -> usize,
) -> Vec<usize> {
    let mut threads = Vec::new();
    for &depot in depots {
        let log = Rc::clone(log);
        // `spawn` runs the closure in a new thread. `move` gives it the variables that it uses.
        threads.push(thread::spawn(move || count(&log, depot)));
    }
    // `join` waits for the end of a thread, and returns its result.
    let results = threads.into_iter().map(|thread| thread.join().unwrap());
    results.collect()
}

/// Takes the scans out of a log. Returns `None` if somebody else still owns the log.
fn close(log: Rc<ScanLog>) -> Option<Vec<String>> {
    // TODO: change this.
    Rc::into_inner(log).map(|log| log.scans)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use std::sync::Mutex;

    fn log(scans: &[&str]) -> ScanLog {
        let scans = scans.iter().map(|scan| scan.to_string()).collect();
        ScanLog { scans }
    }

    #[test]
    fn counts_the_scans_of_each_depot() {
        let log = log(&["HAM 7:00", "KÖL 7:01", "HAM 9:12", "BRE 10:00", "HAM 11:00"]).into();
        assert_eq!(count_all(&log, &["HAM", "KÖL"], scans_of), [3, 1]);
        assert_eq!(count_all(&log, &["BRE", "ROM", "HAM"], scans_of), [1, 0, 3]);
        assert!(count_all(&log, &[], scans_of).is_empty());
    }

    // You need not read this test: it notes the thread and the log of each call.
    #[test]
    fn each_depot_has_its_own_thread_and_the_same_log() {
        static SEEN: Mutex<Vec<(thread::ThreadId, usize)>> = Mutex::new(Vec::new());
        fn note(log: &ScanLog, _: &str) -> usize {
            let address = std::ptr::from_ref(log).addr();
            let mut seen = SEEN.lock().unwrap();
            seen.push((thread::current().id(), address));
            seen.len()
        }
        let log = log(&["HAM 7:00"]).into();
        count_all(&log, &["HAM", "KÖL", "BRE"], note);
        let seen = SEEN.lock().unwrap();
        let threads: HashSet<_> = seen.iter().map(|call| call.0).collect();
        let logs: HashSet<_> = seen.iter().map(|call| call.1).collect();
        assert_eq!((threads.len(), logs.len()), (3, 1));
        assert!(!threads.contains(&thread::current().id()));
    }

    #[test]
    fn after_the_count_the_log_can_be_closed() {
        let log = log(&["HAM 7:00", "KÖL 7:01"]);
        let address = log.scans.as_ptr();
        let log = log.into();
        count_all(&log, &["HAM", "KÖL", "BRE"], scans_of);
        let scans = close(log).unwrap();
        assert_eq!(scans, ["HAM 7:00", "KÖL 7:01"]);
        assert_eq!(scans.as_ptr(), address, "this is a copy");
    }

    #[test]
    fn a_log_that_is_in_use_stays_open() {
        let log = log(&["HAM 7:00"]).into();
        let (first, second) = (&log, Clone::clone(&log));
        assert!(close(Clone::clone(first)).is_none());
        assert!(close(second).is_none());
        assert!(close(log).is_some());
    }
}
