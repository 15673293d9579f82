// Wrong: widens the result, but the product was already too large for a `u16`; `weighs_a_large_pallet` panics.
// Rejected by: tests::weighs_a_large_pallet
//! A pallet carries many parcels of the same weight. The scale reports the weight of one parcel as
//! a `u16`, and the scanner their number as a `u16`: large enough for what each of them measures.
//! This compiles, and a small pallet is weighed right. Find out what happens to a large one.
//!
//! Read: <https://doc.rust-lang.org/book/ch03-02-data-types.html>

/// What a pallet weighs before anything is on it, in grams.
const EMPTY_PALLET_GRAMS: u32 = 25_000;

/// The weight of a pallet with its parcels, in grams.
fn pallet_grams(parcel_grams: u16, parcels: u16) -> u32 {
    let load = (parcel_grams * parcels) as u32;
    EMPTY_PALLET_GRAMS + load
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
    fn weighs_the_heaviest_load_that_a_u16_holds() {
        assert_eq!(pallet_grams(13_107, 5), 90_535);
    }

    #[test]
    fn weighs_one_gram_more_than_that() {
        assert_eq!(pallet_grams(32_768, 2), 90_536);
    }

    #[test]
    fn weighs_a_large_pallet() {
        assert_eq!(pallet_grams(2_000, 60), 145_000);
    }

    #[test]
    fn weighs_the_largest_numbers_there_can_be() {
        assert_eq!(pallet_grams(u16::MAX, u16::MAX), 4_294_861_225);
    }
}
