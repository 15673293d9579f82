// Wrong: sorts in a way that is not stable.
// Rejected by: tests::stops_with_the_same_minute_keep_their_order
//! A tour is a vector of stops. Some drivers see stops that are done already, and on short tours the program panics. The
//! functions work in some tests, so each bug needs a second look.
//!
//! Task: correct the three functions. The comment above each of them is right.
//! Read: <https://doc.rust-lang.org/std/vec/struct.Vec.html#method.retain>

/// A stop of a tour: the street, the minute of the day, and whether the parcel was handed over.
#[derive(Debug, Clone, PartialEq)]
struct Stop {
    street: String,
    minute: u32,
    done: bool,
}

/// Removes all stops that are done. The others keep their order.
fn remove_done(stops: &mut Vec<Stop>) {
    stops.retain(|stop| !stop.done);
}

/// Returns the last stop, or `None` if the tour is empty.
fn last_stop(stops: &[Stop]) -> Option<&Stop> {
    stops.last()
}

/// Sorts the stops by their minute. Stops with the same minute keep their order.
fn sort_by_time(stops: &mut [Stop]) {
    stops.reverse();
    stops.sort_by_key(|stop| stop.minute);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns one stop for each character: `x` is done, and any other character is open.
    fn tour(marks: &str) -> Vec<Stop> {
        let mut stops = Vec::new();
        for mark in marks.chars() {
            stops.push(Stop {
                street: format!("{mark} {}", stops.len()),
                minute: 480,
                done: mark == 'x',
            });
        }
        stops
    }

    fn streets(stops: &[Stop]) -> String {
        let mut line = String::new();
        for stop in stops {
            line.push_str(&stop.street);
            line.push(';');
        }
        line
    }

    #[test]
    fn a_tour_with_nothing_done_keeps_all_stops() {
        let mut stops = tour("abc");
        remove_done(&mut stops);
        assert_eq!(stops, tour("abc"));
    }

    #[test]
    fn done_stops_are_removed() {
        let mut stops = tour("axbxc");
        remove_done(&mut stops);
        assert_eq!(streets(&stops), "a 0;b 2;c 4;");
    }

    #[test]
    fn done_stops_next_to_each_other_are_removed() {
        let mut stops = tour("axxxbxxc");
        remove_done(&mut stops);
        assert_eq!(streets(&stops), "a 0;b 4;c 7;");
    }

    #[test]
    fn a_finished_tour_is_empty() {
        let mut stops = tour("xxxx");
        remove_done(&mut stops);
        assert!(stops.is_empty());
    }

    #[test]
    fn the_last_stop_of_a_tour() {
        for length in 1..5 {
            let stops = tour(&"abcde"[..length]);
            assert_eq!(last_stop(&stops), Some(&stops[length - 1]));
        }
    }

    #[test]
    fn an_empty_tour_has_no_last_stop() {
        assert_eq!(last_stop(&[]), None);
    }

    #[test]
    fn two_stops_can_be_sorted() {
        let mut stops = tour("ab");
        stops[0].minute = 481;
        sort_by_time(&mut stops);
        assert_eq!(streets(&stops), "b 1;a 0;");
    }

    #[test]
    fn a_long_tour_can_be_sorted() {
        let mut stops = tour("abcdefghij");
        for (stop, minute) in stops.iter_mut().zip([7, 3, 9, 1, 5, 8, 2, 6, 4, 0]) {
            stop.minute = minute;
        }
        sort_by_time(&mut stops);
        assert_eq!(streets(&stops), "j 9;d 3;g 6;b 1;i 8;e 4;h 7;a 0;f 5;c 2;");
    }

    #[test]
    fn stops_with_the_same_minute_keep_their_order() {
        let mut stops = tour("abcdefghijklmnopqrstuvwyzABCDEFG");
        let expected = stops.clone();
        sort_by_time(&mut stops);
        assert_eq!(stops, expected);
        stops.reverse();
        sort_by_time(&mut stops);
        assert_eq!(stops[0].street, "G 31");
        assert_eq!(stops[31].street, "a 0");
    }
}
