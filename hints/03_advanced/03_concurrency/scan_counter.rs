//! Four gates scan parcels, each in its own thread, and all of them count in one table. The table is in an `Arc`, so that it
//! has several owners, and in a `Mutex`, so that one thread at a time changes it.
//!
//! Task: change `count` so that each thread owns an `Arc` to the same table.
//! Read: <https://doc.rust-lang.org/book/ch16-03-shared-state.html#atomic-reference-counting-with-arct>

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::thread;

/// Counts the codes that all gates scan. A gate is an iterator that waits until the next parcel comes.
fn count<G>(gates: Vec<G>) -> HashMap<String, u32>
where
    G: Iterator<Item = String> + Send + 'static,
{
    let counts = Arc::new(Mutex::new(HashMap::new()));
    let mut threads = Vec::new();
    for gate in gates {
        // A clone of an `Arc` is a second owner of the same table, not a second table. It must exist before the closure,
        // because `move` takes it. The new variable may have the old name. A `thread::scope` would need no `Arc` at all.
        let counts = Arc::clone(&counts);
        threads.push(thread::spawn(move || {
            for code in gate {
                let mut counts = counts.lock().unwrap();
                *counts.entry(code).or_insert(0) += 1;
            }
        }));
    }
    for thread in threads {
        thread.join().expect("no gate panics");
    }
    counts.lock().unwrap().clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Condvar;
    use std::time::Duration;

    fn gate(codes: &[&str]) -> std::vec::IntoIter<String> {
        let codes: Vec<String> = codes.iter().map(|code| code.to_string()).collect();
        codes.into_iter()
    }

    #[test]
    fn without_gates_the_table_is_empty() {
        let gates: Vec<std::vec::IntoIter<String>> = Vec::new();
        assert!(count(gates).is_empty());
    }

    #[test]
    fn all_gates_count_in_the_same_table() {
        let counts = count(vec![
            gate(&["HAM", "KÖL", "HAM"]),
            gate(&[]),
            gate(&["KÖL", "HAM"]),
        ]);
        let expected = [(String::from("HAM"), 3), (String::from("KÖL"), 2)];
        assert_eq!(counts, HashMap::from(expected));
    }

    #[test]
    fn no_scan_is_lost_when_many_gates_scan_at_once() {
        for gates in [2, 8] {
            let codes = ["HAM", "KÖL", "BRE", "HAM"].repeat(200);
            let counts = count(vec![gate(&codes); gates]);
            assert_eq!(counts["HAM"], 400 * gates as u32);
            assert_eq!(counts["KÖL"], 200 * gates as u32);
            assert_eq!(counts["BRE"], 200 * gates as u32);
        }
    }

    // You need not read this test. Each gate waits with its first parcel until the other gate waits, too. After 4 seconds
    // it gives up.
    #[test]
    fn a_gate_that_waits_for_a_parcel_stops_no_other_gate() {
        let meeting = Arc::new((Mutex::new(0), Condvar::new()));
        let gate = |name: &'static str| {
            let meeting = Arc::clone(&meeting);
            std::iter::once_with(move || {
                let (arrived, changed) = &*meeting;
                let mut arrived = arrived.lock().unwrap();
                *arrived += 1;
                changed.notify_all();
                let limit = Duration::from_secs(4);
                let alone = |arrived: &mut i32| *arrived < 2;
                let (arrived, waited) = changed.wait_timeout_while(arrived, limit, alone).unwrap();
                drop(arrived);
                let met = !waited.timed_out();
                format!("{name} {}", if met { "met" } else { "was alone" })
            })
        };
        let counts = count(vec![gate("north"), gate("south")]);
        let expected = [
            (String::from("north met"), 1),
            (String::from("south met"), 1),
        ];
        assert_eq!(counts, HashMap::from(expected));
    }
}
