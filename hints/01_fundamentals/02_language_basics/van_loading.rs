//! Checkpoint: types, functions, loops and `match`. A van loads five parcels, one after the other. A
//! parcel of class F is fragile and gets 500 g of padding. The classes S, M and L get none, and any other class
//! stays in the depot. The loading ends at the first parcel that would make the load heavier than the limit.
//!
//! Task: write the bodies of `packed_grams` and `loaded_grams`.
//! Read: <https://doc.rust-lang.org/book/ch03-05-control-flow.html#looping-through-a-collection-with-for>

/// Returns the weight that a parcel adds to the load, in grams: its own weight and its padding, or 0 if it
/// stays in the depot.
fn packed_grams(class: char, grams: u16) -> u32 {
    // The weight becomes a `u32` first, so the padding can't overflow. Here `_` is right, because the rule says
    // "any other class".
    let grams = u32::from(grams);
    match class {
        'S' | 'M' | 'L' => grams,
        'F' => grams + 500,
        _ => 0,
    }
}

/// Returns the weight of the load at the end, in grams. `row` holds the class and the weight of each parcel,
/// and `limit` is in grams.
fn loaded_grams(row: [(char, u16); 5], limit: u32) -> u32 {
    let mut load = 0;
    for (class, grams) in row {
        let packed = packed_grams(class, grams);
        // `break` ends the loading, and `continue` would go on with the next parcel. A parcel that stays adds
        // 0 and always fits, so it needs no case here.
        if load + packed > limit {
            break;
        }
        load += packed;
    }
    load
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The weight that one shelf can carry, as in `van_limits`.
    const SHELF_GRAMS: u32 = 120_000;

    /// No parcel: this class stays in the depot.
    const GAP: (char, u16) = ('-', 0);

    #[test]
    fn small_medium_and_large_parcels_go_as_they_are() {
        assert_eq!(packed_grams('S', 100), 100);
        assert_eq!(packed_grams('M', 2_000), 2_000);
        assert_eq!(packed_grams('L', u16::MAX), 65_535);
    }

    #[test]
    fn fragile_parcels_get_padding() {
        assert_eq!(packed_grams('F', 100), 600);
        assert_eq!(packed_grams('F', 0), 500);
        assert_eq!(packed_grams('F', u16::MAX), 66_035);
    }

    #[test]
    fn any_other_class_stays_in_the_depot() {
        assert_eq!(packed_grams('X', 100), 0);
        assert_eq!(packed_grams('s', 100), 0);
        assert_eq!(packed_grams('Ä', 100), 0);
    }

    #[test]
    fn loads_all_parcels_that_fit() {
        let row = [('S', 300), ('F', 1_000), ('M', 2_000), GAP, GAP];
        assert_eq!(loaded_grams(row, SHELF_GRAMS), 3_800);
    }

    #[test]
    fn a_load_may_weigh_exactly_the_limit() {
        let row = [('L', 3_000), ('L', 2_000), GAP, GAP, GAP];
        assert_eq!(loaded_grams(row, 5_000), 5_000);
        assert_eq!(loaded_grams(row, 4_999), 3_000);
    }

    #[test]
    fn the_loading_ends_at_the_first_parcel_that_does_not_fit() {
        let row = [('L', 3_000), ('L', 8_000), ('S', 100), ('S', 50), GAP];
        assert_eq!(loaded_grams(row, 5_000), 3_000);
    }

    #[test]
    fn a_parcel_that_stays_does_not_end_the_loading() {
        let row = [('S', 100), ('X', 60_000), ('S', 200), ('?', 9), ('S', 400)];
        assert_eq!(loaded_grams(row, 1_000), 700);
    }

    #[test]
    fn the_padding_counts() {
        let row = [('S', 100), ('F', 100), GAP, GAP, GAP];
        assert_eq!(loaded_grams(row, 600), 100);
    }

    #[test]
    fn nothing_fits_under_a_limit_of_zero() {
        let row = [('S', 1), ('S', 1), ('S', 1), ('S', 1), ('S', 1)];
        assert_eq!(loaded_grams(row, 0), 0);
    }

    #[test]
    fn a_load_may_be_too_heavy_for_a_u16() {
        assert_eq!(loaded_grams([('L', 20_000); 5], SHELF_GRAMS), 100_000);
        assert_eq!(loaded_grams([('L', u16::MAX); 5], 400_000), 327_675);
    }
}
