//! A van has four shelves, and each shelf has a scale. When a van leaves the depot, `waybill` logs the
//! weight of its load. The compiler refuses the function that adds up the four weights.
//!
//! Task: change `load_grams` so that it compiles and returns the sum.
//! Read: <https://doc.rust-lang.org/rust-by-example/variable_bindings/mut.html#mutability>

/// Returns the weight of the whole load, in grams. `shelves` holds the weight on each shelf.
fn load_grams(shelves: [u32; 4]) -> u32 {
    // `total` is `mut`, because its value changes in the loop. `grams` needs no `mut`: each time the
    // loop runs, it is a new variable. Later: `shelves.iter().sum()` needs no `mut` at all.
    let mut total = 0;
    for grams in shelves {
        total += grams;
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_up_all_shelves() {
        assert_eq!(load_grams([1_200, 800, 90, 450]), 2_540);
    }

    #[test]
    fn an_empty_van_carries_nothing() {
        assert_eq!(load_grams([0, 0, 0, 0]), 0);
    }

    #[test]
    fn counts_the_first_shelf_and_the_last() {
        assert_eq!(load_grams([700, 0, 0, 7]), 707);
    }

    #[test]
    fn adds_up_a_very_heavy_load() {
        assert_eq!(load_grams([1_000_000_000; 4]), 4_000_000_000);
    }
}
