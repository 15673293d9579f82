//! On the screen of the dispatcher, each van has a bar that shows how full it is. The bars are wrong: a van
//! that is half full has no bar at all, and a van without shelves stops the program.
//!
//! Task: change `fill_percent` so that the tests pass.
//! Read: <https://doc.rust-lang.org/book/ch03-02-data-types.html#floating-point-types>

/// The weight that a van can carry, in grams.
const VAN_GRAMS: u32 = 720_000;

/// Returns how full a van is, in percent. `loaded` and `capacity` are in grams. A van with a capacity of 0
/// is 0 percent full.
fn fill_percent(loaded: u32, capacity: u32) -> f64 {
    // A floating-point division by 0 does not panic. It returns infinity or NaN, and the screen would show
    // that. So the function checks the capacity first.
    if capacity == 0 {
        return 0.0;
    }
    // Both numbers become an `f64` before the division, because the division of integers drops the rest. An
    // `f64` can hold every `u32`, so `from` exists and loses nothing.
    f64::from(loaded) / f64::from(capacity) * 100.0
}

// You need not read this function. It prints the bar of each van: one `#` for each full 5 percent.
fn main() {
    for (van, loaded) in [("HAM-1", 38_900), ("BER-2", 360_000), ("KOL-3", 714_500)] {
        let percent = fill_percent(loaded, VAN_GRAMS);
        let bar = "#".repeat((percent / 5.0) as usize);
        println!("{van} |{bar:<20}| {percent:5.1} %");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that two numbers are nearly equal. The last digits of floating-point numbers often differ.
    fn assert_near(percent: f64, expected: f64) {
        assert!(
            (percent - expected).abs() < 0.000_000_1,
            "left: {percent} %, right: {expected} %"
        );
    }

    #[test]
    fn an_empty_van_is_0_percent_full() {
        assert_near(fill_percent(0, VAN_GRAMS), 0.0);
    }

    #[test]
    fn a_full_van_is_100_percent_full() {
        assert_near(fill_percent(VAN_GRAMS, VAN_GRAMS), 100.0);
    }

    #[test]
    fn parts_of_a_percent_count() {
        assert_near(fill_percent(1, 8), 12.5);
        assert_near(fill_percent(900, VAN_GRAMS), 0.125);
        assert_near(fill_percent(1, 3), 33.333_333_333_333);
    }

    #[test]
    fn an_overloaded_van_is_more_than_100_percent_full() {
        assert_near(fill_percent(1_080_000, VAN_GRAMS), 150.0);
    }

    #[test]
    fn heavy_loads_are_as_exact_as_light_loads() {
        assert_near(fill_percent(4_000_000_000, 4_000_000_000), 100.0);
        assert_near(fill_percent(16_777_217, 16_777_216), 100.000_005_960_464);
    }

    #[test]
    fn a_van_that_can_carry_nothing_is_0_percent_full() {
        assert_near(fill_percent(0, 0), 0.0);
        assert_near(fill_percent(10, 0), 0.0);
    }
}
