// Wrong: writes a new text into the place of the old one instead of adding to it; `the_route_grows_where_it_is` finds another text.
// Rejected by: tests::the_route_grows_where_it_is
//! A route is one text, such as `HAM > BRE > OSN`, and grows at its end. A reference (`&`) lends a
//! value without giving it away: whoever has one may look, but may not change anything.
//! The compiler refuses both functions: neither has said that it may change what it changes. See to
//! it that they do. The route that is lent to `add_stop` grows where it is, and is not copied.
//!
//! Read: <https://doc.rust-lang.org/book/ch04-02-references-and-borrowing.html>

/// Adds a stop to the end of a route.
fn add_stop(route: &mut String, stop: &str) {
    *route = format!("{route} > {stop}");
}

/// The route from a depot to a stop, and back.
fn round_trip(depot: &str, stop: &str) -> String {
    let mut route = String::from(depot);
    add_stop(&mut route, stop);
    add_stop(&mut route, depot);
    route
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_goes_to_the_end_of_the_route() {
        let mut route = String::from("HAM");
        add_stop(&mut route, "BRE");
        add_stop(&mut route, "KÖL");
        assert_eq!(route, "HAM > BRE > KÖL");
    }

    #[test]
    fn the_route_grows_where_it_is() {
        let mut route = String::with_capacity(100);
        route.push_str("HAM");
        let place_of_the_text = route.as_ptr();
        add_stop(&mut route, "BRE");
        assert_eq!(route, "HAM > BRE");
        assert_eq!(
            route.as_ptr(),
            place_of_the_text,
            "there was room for the stop, and yet the text lies at another place in memory"
        );
    }

    #[test]
    fn a_round_trip_ends_where_it_began() {
        assert_eq!(round_trip("HAM", "OSN"), "HAM > OSN > HAM");
        assert_eq!(round_trip("KÖL", "HAM"), "KÖL > HAM > KÖL");
    }

    #[test]
    fn a_longer_trip_is_made_of_two() {
        let mut route = round_trip("HAM", "BRE");
        add_stop(&mut route, "BER");
        assert_eq!(route, "HAM > BRE > HAM > BER");
    }
}
