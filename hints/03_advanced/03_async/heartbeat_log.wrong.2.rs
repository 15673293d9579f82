// Wrong: stores first, and beats when there is nothing to store. On a busy day the office hears nothing.
// Rejected by: tests::on_a_busy_day_the_heart_beats_too
//! A task stores the scans of all gates, and tells the office every 3 seconds that it is alive. Each scan arrives, no error is
//! logged, and on busy days some scans are missing in the store.
//!
//! Task: change `run` so that no scan is lost. A beat may come late while a scan is stored.
//! Read: <https://docs.rs/tokio/1/tokio/macro.select.html#cancellation-safety>

use std::time::Duration;
use tokio::sync::mpsc::Receiver;
use tokio::time::{interval, sleep};

/// The scans that were stored, and the number of beats.
#[derive(Debug, Default, PartialEq)]
struct Log {
    scans: Vec<u32>,
    beats: u32,
}

/// Stores a scan. The disk needs 2 seconds.
async fn store(scan: u32, stored: &mut Vec<u32>) {
    sleep(Duration::from_secs(2)).await;
    stored.push(scan);
}

/// Stores all scans, and beats every 3 seconds, until all gates have closed.
async fn run(mut scans: Receiver<u32>) -> Log {
    let mut log = Log::default();
    let mut beat = interval(Duration::from_secs(3));
    loop {
        tokio::select! {
            scan = scans.recv() => {
                let Some(scan) = scan else {
                    return log;
                };
                store(scan, &mut log.scans).await;
                beat.reset();
            }
            _ = beat.tick() => log.beats += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::mpsc::channel;
    use tokio::task::JoinHandle;
    use tokio::time::timeout;

    /// Waits for the log. It must end within a day, by the paused clock.
    async fn end_of(log: JoinHandle<Log>) -> Log {
        let day = Duration::from_secs(86_400);
        timeout(day, log).await.expect("it does not end").unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn without_scans_the_heart_beats() {
        let (gate, scans) = channel(8);
        let log = tokio::spawn(run(scans));
        sleep(Duration::from_secs(10)).await;
        drop(gate);
        // It beats at the seconds 0, 3, 6 and 9.
        let expected = Log {
            scans: Vec::new(),
            beats: 4,
        };
        assert_eq!(end_of(log).await, expected);
    }

    #[tokio::test(start_paused = true)]
    async fn on_a_quiet_day_each_scan_is_stored() {
        let (gate, scans) = channel(8);
        let log = tokio::spawn(run(scans));
        for scan in 0..5 {
            // Between two beats there is time enough.
            sleep(Duration::from_millis(500)).await;
            gate.send(scan).await.unwrap();
            sleep(Duration::from_millis(2_500)).await;
        }
        drop(gate);
        assert_eq!(end_of(log).await.scans, [0, 1, 2, 3, 4]);
    }

    #[tokio::test(start_paused = true)]
    async fn on_a_busy_day_each_scan_is_stored_in_order() {
        for number in [3, 10, 100] {
            let (gate, scans) = channel(1);
            let log = tokio::spawn(run(scans));
            for scan in 0..number {
                gate.send(scan).await.unwrap();
            }
            drop(gate);
            assert!(end_of(log).await.scans.into_iter().eq(0..number));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn on_a_busy_day_the_heart_beats_too() {
        let (gate, scans) = channel(100);
        for scan in 0..100 {
            gate.try_send(scan).unwrap();
        }
        let log = tokio::spawn(run(scans));
        sleep(Duration::from_secs(300)).await;
        drop(gate);
        assert!(end_of(log).await.beats >= 60);
    }
}
