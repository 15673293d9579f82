// Wrong: puts the general case before the special ones, and the first arm that fits wins; `the_first_two_times_...` fails.
// Rejected by: tests::the_first_two_times_the_courier_comes_again
//! A courier rings at a door, and the handheld asks `waybill` what to do next. The answer depends
//! on whether somebody opens, and on how many times nobody did when this parcel came before.
//! The compiler has found cases that nobody thought of. The tests know what happens in them.
//!
//! Read: <https://doc.rust-lang.org/book/ch06-02-match.html>

/// What the courier does next. (`&'static str` is a text that is written into the program itself.)
fn next_step(opened: bool, missed_before: u8) -> &'static str {
    match (opened, missed_before) {
        (true, _) => "hand over",
        (false, 3..=5) => "ask the sender",
        (false, _) => "send back",
        (false, 0 | 1) => "try again tomorrow",
        (false, 2) => "leave at the shop",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_door_gets_its_parcel_however_many_times_it_was_missed() {
        assert_eq!(next_step(true, 0), "hand over");
        assert_eq!(next_step(true, 2), "hand over");
        assert_eq!(next_step(true, 5), "hand over");
        assert_eq!(next_step(true, u8::MAX), "hand over");
    }

    #[test]
    fn the_first_two_times_the_courier_comes_again() {
        assert_eq!(next_step(false, 0), "try again tomorrow");
        assert_eq!(next_step(false, 1), "try again tomorrow");
    }

    #[test]
    fn the_third_time_the_parcel_goes_to_the_shop() {
        assert_eq!(next_step(false, 2), "leave at the shop");
    }

    #[test]
    fn after_3_to_5_misses_the_sender_is_asked() {
        assert_eq!(next_step(false, 3), "ask the sender");
        assert_eq!(next_step(false, 4), "ask the sender");
        assert_eq!(next_step(false, 5), "ask the sender");
    }

    #[test]
    fn after_more_than_5_misses_the_parcel_goes_back() {
        assert_eq!(next_step(false, 6), "send back");
        assert_eq!(next_step(false, 100), "send back");
        assert_eq!(next_step(false, u8::MAX), "send back");
    }
}
