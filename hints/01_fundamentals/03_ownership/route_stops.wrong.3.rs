// Wrong: takes `mut route` for the same as `&mut`. It would own the route, and the tests only lend it.
// Rejected by: E0308
//! A route is one string, such as `HAM > BRE > OSN`. The caller lends its route to `add_stop`, and the
//! function adds a stop. The compiler refuses it, because nothing says that the route may change.
//!
//! Task: change one line in each function so that the route may change. The bytes of the route are not copied.
//! Read: <https://doc.rust-lang.org/book/ch04-02-references-and-borrowing.html#mutable-references>

/// Adds `stop` to the end of the route.
fn add_stop(mut route: String, stop: &str) {
    route.push_str(" > ");
    route.push_str(stop);
}

/// Returns the route from a depot to a stop and back.
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
        let heap_address = route.as_ptr();
        add_stop(&mut route, "BRE");
        assert_eq!(route, "HAM > BRE");
        assert_eq!(
            route.as_ptr(),
            heap_address,
            "there was room for the stop, but the bytes are at another address"
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
