//! All parcels on a pallet have the same weight. The scale reports the weight of one parcel as a `u16`, and
//! the scanner reports the number of parcels as a `u16`. The result is right for small pallets, but the
//! program panics for a large one.
//!
//! Task: change `pallet_grams` so that it is right for all weights and numbers.
//! Read: <https://doc.rust-lang.org/book/ch03-02-data-types.html#integer-overflow>

/// The weight of an empty pallet, in grams.
const EMPTY_PALLET_GRAMS: u32 = 25_000;

/// Returns the weight of a pallet with its parcels, in grams. `parcel_grams` is the weight of one parcel,
/// and `parcels` is the number of parcels.
fn pallet_grams(parcel_grams: u16, parcels: u16) -> u32 {
    // TODO: change the line that panics.
    let load = parcel_grams * parcels;
    EMPTY_PALLET_GRAMS + u32::from(load)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weighs_a_small_pallet() {
        assert_eq!(pallet_grams(500, 12), 31_000);
    }

    #[test]
    fn weighs_an_empty_pallet() {
        assert_eq!(pallet_grams(500, 0), 25_000);
    }

    #[test]
    fn weighs_the_heaviest_load_that_fits_into_a_u16() {
        assert_eq!(pallet_grams(13_107, 5), 90_535);
    }

    #[test]
    fn weighs_a_load_that_is_one_gram_heavier() {
        assert_eq!(pallet_grams(32_768, 2), 90_536);
    }

    #[test]
    fn weighs_a_large_pallet() {
        assert_eq!(pallet_grams(2_000, 60), 145_000);
    }

    #[test]
    fn weighs_the_heaviest_pallet_of_all() {
        assert_eq!(pallet_grams(u16::MAX, u16::MAX), 4_294_861_225);
    }
}
