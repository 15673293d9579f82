//! The gates send their scans over a channel to one thread, which writes the log. It works all day. In the evening all gates
//! close, and the log waits for the next scan until somebody pulls the plug.
//!
//! Task: change `all_scans` so that it ends when all gates have closed.
//! Read: <https://doc.rust-lang.org/std/sync/mpsc/index.html#disconnection>

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

/// A parcel was seen at a gate.
#[derive(Debug, PartialEq)]
struct Scan {
    gate: usize,
    code: String,
}

/// The belt from the gates to the log.
struct Belt {
    sender: Sender<Scan>,
    scans: Receiver<Scan>,
}

impl Belt {
    fn new() -> Belt {
        let (sender, scans) = mpsc::channel();
        Belt { sender, scans }
    }

    /// Opens a gate: the gate sends its scans with the sender, and closes when the sender ends.
    fn open_gate(&self) -> Sender<Scan> {
        self.sender.clone()
    }

    /// Waits for the next scan.
    fn next_scan(&self) -> Option<Scan> {
        self.scans.recv().ok()
    }

    /// Waits for scans until all gates have closed, and returns them in the order in which they came.
    fn all_scans(self) -> Vec<Scan> {
        // The belt keeps a sender, so that it can open gates. No gate opens after this, so it must go before the loop: a
        // receiver waits as long as there is any sender at all.
        drop(self.sender);
        self.scans.into_iter().collect()
    }
}

/// Lets each gate scan its codes in a thread of its own. Returns the log of the evening.
fn evening(gates: Vec<Vec<String>>) -> Vec<Scan> {
    let belt = Belt::new();
    for (gate, codes) in gates.into_iter().enumerate() {
        let sender = belt.open_gate();
        thread::spawn(move || {
            for code in codes {
                // `send` gives the scan away. It is an error if the belt has ended.
                sender.send(Scan { gate, code }).expect("the belt runs");
            }
        });
    }
    belt.all_scans()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// Runs `work` in a thread. It may take 4 seconds, and then the test fails.
    fn within<R: Send + 'static>(work: impl FnOnce() -> R + Send + 'static) -> R {
        let (done, result) = mpsc::channel();
        thread::spawn(move || done.send(work()));
        let limit = Duration::from_secs(4);
        result.recv_timeout(limit).expect("it does not end")
    }

    fn scan(gate: usize, code: &str) -> Scan {
        let code = String::from(code);
        Scan { gate, code }
    }

    #[test]
    fn scans_arrive_in_order() {
        let belt = Belt::new();
        let gate = belt.open_gate();
        for code in ["HAM-1", "HAM-2", "KÖL-1"] {
            gate.send(scan(0, code)).unwrap();
        }
        drop(gate);
        for code in ["HAM-1", "HAM-2", "KÖL-1"] {
            assert_eq!(belt.next_scan(), Some(scan(0, code)));
        }
    }

    #[test]
    fn a_gate_can_send_from_another_thread() {
        let belt = Belt::new();
        for number in 0..3 {
            let gate = belt.open_gate();
            let sent = thread::spawn(move || gate.send(scan(number, "BRE-7")));
            assert_eq!(belt.next_scan(), Some(scan(number, "BRE-7")));
            sent.join().unwrap().unwrap();
        }
    }

    #[test]
    fn the_log_ends_when_all_gates_have_closed() {
        let log = within(|| {
            let belt = Belt::new();
            let (north, south) = (belt.open_gate(), belt.open_gate());
            north.send(scan(0, "a")).unwrap();
            south.send(scan(1, "b")).unwrap();
            drop(north);
            south.send(scan(1, "c")).unwrap();
            drop(south);
            belt.all_scans()
        });
        assert_eq!(log, [scan(0, "a"), scan(1, "b"), scan(1, "c")]);
    }

    #[test]
    fn a_belt_without_gates_ends_at_once() {
        assert_eq!(within(|| Belt::new().all_scans()), []);
    }

    #[test]
    fn an_evening_with_many_gates_loses_no_scan() {
        let codes: Vec<String> = (0..200).map(|number| format!("HAM-{number}")).collect();
        let gates = vec![codes.clone(), Vec::new(), codes.clone(), codes.clone()];
        let log = within(|| evening(gates));
        assert_eq!(log.len(), 600);
        for gate in [0, 2, 3] {
            let of_gate = log.iter().filter(|scan| scan.gate == gate);
            let seen: Vec<String> = of_gate.map(|scan| scan.code.clone()).collect();
            assert_eq!(seen, codes);
        }
    }
}
