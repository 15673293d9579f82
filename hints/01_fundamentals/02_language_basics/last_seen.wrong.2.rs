// Wrong: asks for the special case last, when another arm has fitted already; `when_it_is_late_depends_on_the_route` fails.
// Rejected by: tests::when_it_is_late_depends_on_the_route
//! The page of a parcel says when it was last seen. The scan was so many seconds ago, and how
//! that is said depends on how many whole minutes it makes. How long a parcel may go unseen depends
//! on its route: from `late_after` minutes on it is late, and nothing else is said about it then.
//! Write the body around a `match` on the minutes; the tests know all the texts.
//!
//! Read: <https://doc.rust-lang.org/book/ch19-03-pattern-syntax.html>

/// What the page says about a parcel that was last seen so many seconds ago.
fn last_seen(seconds: u32, late_after: u32) -> String {
    match seconds / 60 {
        0 => String::from("just now"),
        minutes @ 1..=59 => format!("{minutes} min ago"),
        minutes if minutes >= late_after => format!("late: no scan for {minutes} min"),
        minutes => format!("{} h {} min ago", minutes / 60, minutes % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A route on which a parcel is late after a day.
    const DAY: u32 = 24 * 60;

    #[test]
    fn less_than_a_minute_is_just_now() {
        assert_eq!(last_seen(0, DAY), "just now");
        assert_eq!(last_seen(59, DAY), "just now");
    }

    #[test]
    fn less_than_an_hour_is_said_in_whole_minutes() {
        assert_eq!(last_seen(60, DAY), "1 min ago");
        assert_eq!(last_seen(119, DAY), "1 min ago");
        assert_eq!(last_seen(3_599, DAY), "59 min ago");
    }

    #[test]
    fn from_an_hour_on_it_is_said_in_hours_and_minutes() {
        assert_eq!(last_seen(3_600, DAY), "1 h 0 min ago");
        assert_eq!(last_seen(3_660, DAY), "1 h 1 min ago");
        assert_eq!(last_seen(86_399, DAY), "23 h 59 min ago");
    }

    #[test]
    fn a_late_parcel_is_called_late() {
        assert_eq!(last_seen(86_400, DAY), "late: no scan for 1440 min");
        assert_eq!(last_seen(90_059, DAY), "late: no scan for 1500 min");
    }

    #[test]
    fn when_it_is_late_depends_on_the_route() {
        assert_eq!(last_seen(1_800, 30), "late: no scan for 30 min");
        assert_eq!(last_seen(1_799, 30), "29 min ago");
        assert_eq!(last_seen(1_800, 31), "30 min ago");
    }

    #[test]
    fn with_a_limit_of_zero_every_parcel_is_late() {
        assert_eq!(last_seen(0, 0), "late: no scan for 0 min");
        assert_eq!(last_seen(7_200, 0), "late: no scan for 120 min");
    }

    #[test]
    fn the_longest_time_there_can_be_has_a_text_too() {
        assert_eq!(last_seen(u32::MAX, u32::MAX), "1193046 h 28 min ago");
    }
}
