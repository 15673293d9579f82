// Wrong: calculates with `f32`, which has about seven digits, and widens the result; `heavy_loads_are_as_exact_as_light_ones` misses the last gram.
// Rejected by: tests::heavy_loads_are_as_exact_as_light_ones, tests::parts_of_a_percent_count
//! On the dispatcher's screen every van has a bar that says how full it is, in percent. Both
//! weights are whole grams, but the percentage has digits behind the point: it is an `f64`.
//! Calculate it. A van that can carry nothing, as it has no shelves in it, is always 0 percent full.
//!
//! Read: <https://doc.rust-lang.org/book/ch03-02-data-types.html#floating-point-types>

/// How full a van is, in percent, when it is loaded with so many grams and can carry so many.
fn fill_percent(loaded: u32, capacity: u32) -> f64 {
    if capacity == 0 {
        return 0.0;
    }
    f64::from(loaded as f32 / capacity as f32 * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Floating-point numbers are rarely equal to the last digit: the difference may be tiny.
    fn assert_near(percent: f64, expected: f64) {
        assert!(
            (percent - expected).abs() < 0.000_000_1,
            "{percent} % instead of {expected} %"
        );
    }

    #[test]
    fn an_empty_van_is_0_percent_full() {
        assert_near(fill_percent(0, 720_000), 0.0);
    }

    #[test]
    fn a_full_van_is_100_percent_full() {
        assert_near(fill_percent(720_000, 720_000), 100.0);
    }

    #[test]
    fn parts_of_a_percent_count() {
        assert_near(fill_percent(1, 8), 12.5);
        assert_near(fill_percent(900, 720_000), 0.125);
        assert_near(fill_percent(1, 3), 33.333_333_333_333);
    }

    #[test]
    fn an_overloaded_van_is_more_than_100_percent_full() {
        assert_near(fill_percent(1_080_000, 720_000), 150.0);
    }

    #[test]
    fn heavy_loads_are_as_exact_as_light_ones() {
        assert_near(fill_percent(4_000_000_000, 4_000_000_000), 100.0);
        assert_near(fill_percent(16_777_217, 16_777_216), 100.000_005_960_464);
    }

    #[test]
    fn a_van_that_can_carry_nothing_is_0_percent_full() {
        assert_near(fill_percent(0, 0), 0.0);
        assert_near(fill_percent(10, 0), 0.0);
    }
}
