// Wrong: gives the variable the type of the length from the start, and loses the step before; `blanks_in_front_weigh_nothing` weighs the blanks.
// Rejected by: tests::blanks_in_front_weigh_nothing, tests::blanks_behind_weigh_nothing
//! The scale at the door is an old one. It sends no number but a bar, with blanks around it: one
//! `#` for each full 50 g. `waybill` takes the blanks off, measures the bar, and knows the weight.
//! The name `bar` stands for all three of them in turn. The compiler refuses the way it is done.
//! Mend it.
//!
//! Read: <https://doc.rust-lang.org/book/ch03-01-variables-and-mutability.html#shadowing>

/// The weight that a bar of the scale stands for, in grams. (`trim` takes blanks off both ends of a
/// text, `len` gives its length.)
fn grams_of(bar: &str) -> usize {
    let mut bar = bar.len();
    bar *= 50;
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_stands_for_50_grams() {
        assert_eq!(grams_of("#"), 50);
        assert_eq!(grams_of("####"), 200);
    }

    #[test]
    fn blanks_in_front_weigh_nothing() {
        assert_eq!(grams_of("   ###"), 150);
    }

    #[test]
    fn blanks_behind_weigh_nothing() {
        assert_eq!(grams_of("##      "), 100);
    }

    #[test]
    fn an_empty_scale_weighs_nothing() {
        assert_eq!(grams_of(""), 0);
        assert_eq!(grams_of("      "), 0);
    }

    #[test]
    fn a_long_bar_is_measured_to_its_end() {
        let bar = "#".repeat(600);
        assert_eq!(grams_of(&bar), 30_000);
    }
}
