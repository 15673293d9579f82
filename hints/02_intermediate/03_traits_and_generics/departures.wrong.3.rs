// Wrong: stops one departure too early.
// Rejected by: tests::the_last_departure_is_not_after_the_last_minute
//! The vans to the villages leave every few minutes, from a first departure to a last one. Three functions want to go
//! through the departures as through a vector. `Departures` holds only three numbers, and it can't do that yet.
//!
//! Task: implement the trait `Iterator` for `Departures`. The three functions are right.
//! Read: <https://doc.rust-lang.org/std/iter/index.html#implementing-iterator>

/// The departures of a line. All numbers are minutes, counted from midnight.
#[derive(Debug, Clone)]
struct Departures {
    /// The minute of the next departure, or `None` if the last van has left.
    minute: Option<u32>,
    /// No van leaves after this minute.
    last: u32,
    /// The minutes between two departures, at least 1.
    every: u32,
}

impl Departures {
    fn new(first: u32, last: u32, every: u32) -> Departures {
        Departures {
            minute: Some(first),
            last,
            every,
        }
    }
}

impl Iterator for Departures {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let minute = self.minute?;
        if minute >= self.last {
            self.minute = None;
            return None;
        }
        self.minute = minute.checked_add(self.every);
        Some(minute)
    }
}

/// Returns the timetable, such as "8:05 8:25 8:45".
fn timetable(departures: Departures) -> String {
    let mut times = Vec::new();
    for minute in departures {
        times.push(format!("{}:{:02}", minute / 60, minute % 60));
    }
    times.join(" ")
}

/// Returns the wait in minutes, or `None` if the last van has left. `now` is the minute at which somebody comes.
fn wait(mut departures: Departures, now: u32) -> Option<u32> {
    departures
        .find(|minute| *minute >= now)
        .map(|minute| minute - now)
}

/// Returns the number of departures in the morning, before 12:00.
fn in_the_morning(departures: Departures) -> usize {
    departures.filter(|minute| *minute < 12 * 60).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_departure_comes_first() {
        let mut departures = Departures::new(485, 600, 20);
        assert_eq!(departures.next(), Some(485));
        assert_eq!(departures.next(), Some(505));
    }

    #[test]
    fn the_last_departure_is_not_after_the_last_minute() {
        let minutes: Vec<u32> = Departures::new(0, 60, 20).collect();
        assert_eq!(minutes, [0, 20, 40, 60]);
        let minutes: Vec<u32> = Departures::new(0, 59, 20).collect();
        assert_eq!(minutes, [0, 20, 40]);
        assert_eq!(Departures::new(60, 59, 20).next(), None);
    }

    #[test]
    fn after_the_last_departure_there_is_none() {
        let mut departures = Departures::new(7, 8, 1);
        assert_eq!(departures.next(), Some(7));
        assert_eq!(departures.next(), Some(8));
        for _ in 0..5 {
            assert_eq!(departures.next(), None);
        }
    }

    #[test]
    fn many_lines_have_the_right_number_of_departures() {
        for every in 1..=30 {
            for last in 480..540 {
                let count = Departures::new(480, last, every).count();
                assert_eq!(count as u32, (last - 480) / every + 1);
            }
        }
    }

    #[test]
    fn large_numbers_are_no_problem() {
        let minutes: Vec<u32> = Departures::new(u32::MAX - 3, u32::MAX, 2).collect();
        assert_eq!(minutes, [u32::MAX - 3, u32::MAX - 1]);
        assert_eq!(Departures::new(5, u32::MAX, u32::MAX).count(), 1);
    }

    #[test]
    fn the_timetable_has_hours_and_minutes() {
        let departures = Departures::new(485, 530, 20);
        assert_eq!(timetable(departures), "8:05 8:25 8:45");
        assert_eq!(timetable(Departures::new(9, 8, 1)), "");
    }

    #[test]
    fn the_wait_ends_with_the_next_departure() {
        let departures = Departures::new(480, 600, 20);
        assert_eq!(wait(departures.clone(), 480), Some(0));
        assert_eq!(wait(departures.clone(), 481), Some(19));
        assert_eq!(wait(departures.clone(), 600), Some(0));
        assert_eq!(wait(departures, 601), None);
    }

    #[test]
    fn the_morning_ends_at_12() {
        assert_eq!(in_the_morning(Departures::new(700, 740, 10)), 2);
        assert_eq!(in_the_morning(Departures::new(720, 740, 10)), 0);
    }
}
