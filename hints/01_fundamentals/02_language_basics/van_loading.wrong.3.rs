// Wrong: ends the loading at a parcel that stays; `a_parcel_that_stays_does_not_end_the_loading` fails.
// Rejected by: tests::a_parcel_that_stays_does_not_end_the_loading
//! Checkpoint. Parcels stand in a row, each with its class and its weight in grams, and go into the
//! van from the front. Classes 'S', 'M' and 'L' go as they are, and 'F', fragile, with 500 g of
//! padding. Parcels of any other class stay in the depot, weigh nothing here, and are passed over.
//! Loading ends at the first parcel that would bring the load over the limit.
//!
//! Read: <https://doc.rust-lang.org/book/ch03-00-common-programming-concepts.html>

/// What a parcel adds to the load, in grams: its weight with the padding, or nothing if it stays.
fn packed_grams(class: char, grams: u16) -> u32 {
    let grams = u32::from(grams);
    match class {
        'S' | 'M' | 'L' => grams,
        'F' => grams + 500,
        _ => 0,
    }
}

/// The weight of the load once the row has been gone through, in grams.
fn loaded_grams(row: [(char, u16); 5], limit: u32) -> u32 {
    let mut load = 0;
    for (class, grams) in row {
        let packed = packed_grams(class, grams);
        if packed == 0 {
            break;
        }
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

    /// An empty place in the row: its class stays in the depot.
    const GAP: (char, u16) = ('-', 0);

    #[test]
    fn small_medium_and_large_parcels_go_as_they_are() {
        assert_eq!(packed_grams('S', 100), 100);
        assert_eq!(packed_grams('M', 2_000), 2_000);
        assert_eq!(packed_grams('L', u16::MAX), 65_535);
    }

    #[test]
    fn fragile_parcels_are_padded() {
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
    fn loads_what_fits() {
        let row = [('S', 300), ('F', 1_000), ('M', 2_000), GAP, GAP];
        assert_eq!(loaded_grams(row, 10_000), 3_800);
    }

    #[test]
    fn a_load_may_weigh_exactly_the_limit() {
        let row = [('L', 3_000), ('L', 2_000), GAP, GAP, GAP];
        assert_eq!(loaded_grams(row, 5_000), 5_000);
        assert_eq!(loaded_grams(row, 4_999), 3_000);
    }

    #[test]
    fn loading_ends_at_the_first_that_does_not_fit() {
        let row = [('L', 3_000), ('L', 8_000), ('S', 100), ('S', 50), GAP];
        assert_eq!(loaded_grams(row, 5_000), 3_000);
    }

    #[test]
    fn a_parcel_that_stays_does_not_end_the_loading() {
        let row = [('S', 100), ('X', 60_000), ('S', 200), ('?', 9), ('S', 400)];
        assert_eq!(loaded_grams(row, 1_000), 700);
    }

    #[test]
    fn padding_counts_against_the_limit() {
        let row = [('S', 100), ('F', 100), GAP, GAP, GAP];
        assert_eq!(loaded_grams(row, 600), 100);
    }

    #[test]
    fn nothing_fits_under_a_limit_of_zero() {
        let row = [('S', 1), ('S', 1), ('S', 1), ('S', 1), ('S', 1)];
        assert_eq!(loaded_grams(row, 0), 0);
    }

    #[test]
    fn a_load_may_weigh_more_than_a_u16_holds() {
        assert_eq!(loaded_grams([('L', u16::MAX); 5], 400_000), 327_675);
    }
}
