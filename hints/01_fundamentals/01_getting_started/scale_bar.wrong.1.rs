// Wrong: makes the variable a number from the start, and loses the step before. The spaces are weighed, too.
// Rejected by: tests::spaces_before_the_bar_weigh_nothing, tests::spaces_after_the_bar_weigh_nothing
//! The scale at the door is old. It does not send a number. It sends a bar of `#` with spaces around it,
//! one `#` for each full 50 g. `grams_of` uses the name `bar` for three values: the string that the scale
//! sent, the bar without the spaces, and its length.
//!
//! Task: change `grams_of` so that it compiles.
//! Read: <https://doc.rust-lang.org/book/ch03-01-variables-and-mutability.html#shadowing>

/// Returns the weight that a bar means, in grams.
fn grams_of(bar: &str) -> usize {
    let mut bar = bar.len();
    bar *= 50;
    bar
}

// You need not read this function yet. It prints each bar, and its weight after it.
fn main() {
    for bar in ["#", "   ####", " ##########  "] {
        println!("{:<12}{:>4} g", bar.trim(), grams_of(bar));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_means_50_grams() {
        assert_eq!(grams_of("#"), 50);
        assert_eq!(grams_of("####"), 200);
    }

    #[test]
    fn spaces_before_the_bar_weigh_nothing() {
        assert_eq!(grams_of("   ###"), 150);
    }

    #[test]
    fn spaces_after_the_bar_weigh_nothing() {
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
