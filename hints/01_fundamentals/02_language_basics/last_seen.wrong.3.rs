// Wrong: writes the limit of the first tests as a number.
// Rejected by: tests::the_limit_depends_on_the_route
//! The web page of a parcel shows how long ago a depot scanned it. A parcel that nobody has scanned for
//! `late_after` minutes is late, and then the page only says that it is late.
//!
//! Task: write the body of `last_seen`, with a `match` on the whole minutes.
//! Read: <https://doc.rust-lang.org/book/ch19-03-pattern-syntax.html#adding-conditionals-with-match-guards>

/// Returns the line of the page. `seconds` is the time since the last scan, and `late_after` is the limit of
/// the route, in minutes.
fn last_seen(seconds: u32, late_after: u32) -> String {
    match seconds / 60 {
        minutes @ 1_440..3_000_000 => format!("late: no scan for {minutes} min"),
        0 => String::from("just now"),
        minutes @ 1..=59 => format!("{minutes} min ago"),
        minutes => format!("{} h {} min ago", minutes / 60, minutes % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// On most routes, a parcel is late after a day.
    const DAY: u32 = 24 * 60;

    #[test]
    fn less_than_a_minute_is_just_now() {
        assert_eq!(last_seen(0, DAY), "just now");
        assert_eq!(last_seen(59, DAY), "just now");
    }

    #[test]
    fn less_than_an_hour_is_in_minutes() {
        assert_eq!(last_seen(60, DAY), "1 min ago");
        assert_eq!(last_seen(119, DAY), "1 min ago");
        assert_eq!(last_seen(3_599, DAY), "59 min ago");
    }

    #[test]
    fn an_hour_and_more_is_in_hours_and_minutes() {
        assert_eq!(last_seen(3_600, DAY), "1 h 0 min ago");
        assert_eq!(last_seen(3_660, DAY), "1 h 1 min ago");
        assert_eq!(last_seen(86_399, DAY), "23 h 59 min ago");
    }

    #[test]
    fn a_late_parcel_is_late() {
        assert_eq!(last_seen(86_400, DAY), "late: no scan for 1440 min");
        assert_eq!(last_seen(90_059, DAY), "late: no scan for 1500 min");
    }

    #[test]
    fn the_limit_depends_on_the_route() {
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
    fn the_longest_time_has_a_line_too() {
        assert_eq!(last_seen(u32::MAX, u32::MAX), "1193046 h 28 min ago");
    }
}
