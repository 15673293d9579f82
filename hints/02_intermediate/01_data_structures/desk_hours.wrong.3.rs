// Wrong: checks the order of the minutes, and forgets the end of the day.
// Rejected by: tests::a_desk_closes_on_the_same_day
//! A desk opens at one minute of the day and closes at a later one. Some desks were open for 4 billion minutes, because
//! anybody could write anything into `Hours`. Now the fields are private, but `new` checks nothing yet, and two functions
//! still go around it.
//!
//! Task: change `new`, `close_later` and the two functions so that no wrong hours can exist. The fields stay private.
//! Read: <https://doc.rust-lang.org/book/ch09-03-to-panic-or-not-to-panic.html#custom-types-for-validation>

use hours::Hours;

mod hours {
    /// The number of minutes in a day.
    const DAY: u32 = 24 * 60;

    /// The hours of a desk. The desk always closes after it has opened, and never after the last minute of the day.
    #[derive(Debug, PartialEq)]
    pub struct Hours {
        opens: u32,
        closes: u32,
    }

    impl Hours {
        /// Returns the hours from the minute `opens` to the minute `closes`, or `None` if no desk can have such hours.
        pub fn new(opens: u32, closes: u32) -> Option<Hours> {
            // The only place that makes hours. All other code relies on this check, and need not repeat it.
            // `(..).then_some(..)` would be a shorter form of this `if`.
            if opens < closes {
                Some(Hours { opens, closes })
            } else {
                None
            }
        }

        /// Returns the number of minutes for which the desk is open. It is never 0.
        pub fn minutes(&self) -> u32 {
            self.closes - self.opens
        }

        /// Lets the desk close later by a number of minutes. If no desk can have such hours, it changes nothing.
        pub fn close_later(&mut self, minutes: u32) {
            // Code in the module can write the fields, so each method with `&mut self` has to keep the promises itself.
            if let Some(later) = Hours::new(self.opens, self.closes + minutes) {
                *self = later;
            }
        }
    }
}

/// Returns the hours of all rows of a table. A row is the minute of opening and the minute of closing. Rows with wrong
/// hours are left out.
fn read_table(rows: &[(u32, u32)]) -> Vec<Hours> {
    let mut table = Vec::new();
    for &(opens, closes) in rows {
        if let Some(hours) = Hours::new(opens, closes) {
            table.push(hours);
        }
    }
    table
}

/// On the last day before a holiday, each desk closes an hour later, if the day is long enough.
fn before_a_holiday(desks: &mut [Hours]) {
    for hours in desks {
        hours.close_later(60);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_hours_are_accepted() {
        for (opens, closes) in [(480, 1_080), (0, 1_440), (0, 1), (1_439, 1_440)] {
            let hours = Hours::new(opens, closes).expect("these are right");
            assert_eq!(hours.minutes(), closes - opens);
        }
    }

    #[test]
    fn a_desk_closes_after_it_has_opened() {
        for (opens, closes) in [(1_080, 480), (600, 600), (1, 0), (0, 0), (u32::MAX, 7)] {
            assert_eq!(Hours::new(opens, closes), None);
        }
    }

    #[test]
    fn a_desk_closes_on_the_same_day() {
        for (opens, closes) in [(480, 1_441), (1_440, 1_441), (0, u32::MAX), (2_000, 2_001)] {
            assert_eq!(Hours::new(opens, closes), None);
        }
    }

    #[test]
    fn a_desk_can_close_later_on_the_same_day() {
        for minutes in 0..=360 {
            let mut hours = Hours::new(480, 1_080).expect("these are right");
            hours.close_later(minutes);
            assert_eq!(hours, Hours::new(480, 1_080 + minutes).unwrap());
        }
    }

    #[test]
    fn a_desk_can_not_close_on_the_next_day() {
        for minutes in [361, 362, 5_000] {
            let mut hours = Hours::new(480, 1_080).expect("these are right");
            hours.close_later(minutes);
            assert_eq!(hours.minutes(), 600);
        }
    }

    #[test]
    fn rows_with_wrong_hours_are_left_out() {
        let rows = [(480, 1_080), (1_080, 480), (540, 720), (700, 700)];
        let minutes: Vec<u32> = read_table(&rows).iter().map(Hours::minutes).collect();
        assert_eq!(minutes, [600, 180]);
        assert!(read_table(&[(9, 8)]).is_empty());
        assert!(read_table(&[]).is_empty());
    }

    #[test]
    fn before_a_holiday_the_desks_close_later() {
        let mut desks = read_table(&[(480, 1_080), (0, 1_380), (0, 1_381), (0, 1_440)]);
        before_a_holiday(&mut desks);
        let minutes: Vec<u32> = desks.iter().map(Hours::minutes).collect();
        assert_eq!(minutes, [660, 1_440, 1_381, 1_440]);
    }

    // You need not read this test. It looks for a `pub` in the struct.
    #[test]
    fn the_fields_are_private() {
        let file = include_str!("desk_hours.rs");
        let fields = file.split("pub struct Hours {").nth(1).unwrap();
        let fields = fields.split('}').next().unwrap();
        assert!(!fields.contains("pub"), "everybody can write the fields");
    }
}
