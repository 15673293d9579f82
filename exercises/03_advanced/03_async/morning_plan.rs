//! Before a van leaves, somebody plans the route, asks for the weather, fills the tank and loads the parcels. A test
//! draws the plan of the morning: a staircase, because each work waits for the one before. But only the loading has to
//! wait, because it needs the route.
//!
//! Task: change `prepare` so that everything that can overlap does overlap.
//! Read: <https://doc.rust-lang.org/book/ch17-02-concurrency-with-async.html#joining-a-number-of-futures-with-the-join-macro>

use std::sync::Mutex;
use std::time::Duration;
use tokio::time::{Instant, sleep};

const MINUTE: Duration = Duration::from_secs(60);

/// A work of the morning, with its begin and its end in minutes after the start.
struct Bar {
    name: &'static str,
    begin: u64,
    end: u64,
}

/// The plan of a morning.
struct Morning {
    start: Instant,
    bars: Mutex<Vec<Bar>>,
}

impl Morning {
    fn new() -> Morning {
        Morning {
            start: Instant::now(),
            bars: Mutex::new(Vec::new()),
        }
    }

    /// Returns the minutes since the start.
    fn now(&self) -> u64 {
        self.start.elapsed().as_secs() / 60
    }

    /// Does a work, and notes it in the plan. Returns its costs in cents.
    async fn work(&self, name: &'static str, minutes: u32) -> u32 {
        let begin = self.now();
        sleep(MINUTE * minutes).await;
        let end = self.now();
        self.bars.lock().unwrap().push(Bar { name, begin, end });
        minutes * 50
    }
}

/// Prepares a van. Returns the costs in cents.
async fn prepare(morning: &Morning) -> u32 {
    // TODO: these are four futures. When does each of them begin?
    let route = morning.work("route", 20);
    let weather = morning.work("weather", 10);
    let tank = morning.work("tank", 30);
    let loading = morning.work("loading", 25);
    route.await + weather.await + tank.await + loading.await
}

/// Returns the picture of a morning, a line for each work. A character is 2 minutes and a half.
fn picture(morning: &Morning) -> String {
    let mut lines = String::new();
    for bar in morning.bars.lock().unwrap().iter() {
        let column = |minutes: u64| minutes as usize * 2 / 5;
        let before = " ".repeat(column(bar.begin));
        let during = "█".repeat(column(bar.end) - column(bar.begin));
        lines += &format!("{:8} │{before}{during}\n", bar.name);
    }
    lines += &format!("ready after {} minutes\n", morning.now());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the begin and the end of a work in a whole morning.
    async fn times(name: &str) -> Vec<(u64, u64)> {
        let morning = Morning::new();
        prepare(&morning).await;
        let bars = morning.bars.lock().unwrap();
        let found = bars.iter().filter(|bar| bar.name == name);
        found.map(|bar| (bar.begin, bar.end)).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn all_works_cost_4250_cents() {
        assert_eq!(prepare(&Morning::new()).await, 4_250);
    }

    // The clock of these tests is paused: when all tasks sleep, it jumps to the moment when the next one wakes up.
    #[tokio::test(start_paused = true)]
    async fn each_work_is_done_once() {
        for name in ["route", "weather", "tank", "loading"] {
            assert_eq!(times(name).await.len(), 1, "{name}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn three_works_begin_at_once() {
        assert_eq!(times("route").await, [(0, 20)]);
        assert_eq!(times("weather").await, [(0, 10)]);
        assert_eq!(times("tank").await, [(0, 30)]);
    }

    #[tokio::test(start_paused = true)]
    async fn the_loading_begins_as_soon_as_the_route_is_known() {
        assert_eq!(times("loading").await, [(20, 45)]);
    }

    #[tokio::test(start_paused = true)]
    async fn the_van_is_ready_after_45_minutes() {
        let morning = Morning::new();
        prepare(&morning).await;
        assert_eq!(morning.now(), 45);
    }

    #[tokio::test(start_paused = true)]
    async fn the_plan_is_no_staircase() {
        let morning = Morning::new();
        prepare(&morning).await;
        let drawn = picture(&morning);
        let expected = "\
weather  │████
route    │████████
tank     │████████████
loading  │        ██████████
ready after 45 minutes
";
        assert!(drawn == expected, "\n{drawn}");
    }
}
