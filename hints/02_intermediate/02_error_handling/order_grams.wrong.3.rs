// Wrong: takes 0 for a wrong number, so nobody hears of it.
// Rejected by: tests::a_wrong_weight_is_an_error
//! Each night, shops send their orders to `waybill`. The import reads the weight and the number of parcels of an
//! order. Both come as string slices, and not every string slice is a number: somebody typed `7OO`.
//!
//! Task: change `order_grams` so that it compiles and returns the error of a wrong number. Keep both `?`.
//! Read: <https://doc.rust-lang.org/book/ch09-02-recoverable-errors-with-result.html#where-to-use-the--operator>

use std::num::ParseIntError;

/// Returns the number in `field`. Spaces around it do not count.
fn number(field: &str) -> Result<u32, ParseIntError> {
    field.trim().parse()
}

/// Returns the weight of a whole order in grams. `grams` is the weight of one parcel, and `parcels` is the number
/// of parcels.
fn order_grams(grams: &str, parcels: &str) -> Result<u64, ParseIntError> {
    let grams = number(grams).unwrap_or(0);
    let parcels = number(parcels).unwrap_or(0);
    Ok(u64::from(grams) * u64::from(parcels))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_weighs_all_its_parcels_together() {
        for grams in [0, 1, 700, 31_500] {
            for parcels in [0, 1, 2, 250] {
                let weight = order_grams(&grams.to_string(), &parcels.to_string());
                assert_eq!(weight, Ok(grams * parcels));
            }
        }
    }

    #[test]
    fn the_heaviest_order_fits() {
        let most = u32::MAX.to_string();
        assert_eq!(order_grams(&most, &most), Ok(18_446_744_065_119_617_025));
    }

    #[test]
    fn spaces_around_a_number_do_not_count() {
        assert_eq!(order_grams(" 700", "2 "), Ok(1_400));
    }

    #[test]
    fn a_wrong_weight_is_an_error() {
        for wrong in ["7OO", "", "-1", "700 g", "4294967296"] {
            let error = wrong.parse::<u32>().unwrap_err();
            assert_eq!(
                order_grams(wrong, "2"),
                Err(error),
                "the weight is {wrong:?}"
            );
        }
    }

    #[test]
    fn a_wrong_number_of_parcels_is_an_error() {
        for wrong in ["two", "", "1.5"] {
            let error = wrong.parse::<u32>().unwrap_err();
            assert_eq!(
                order_grams("700", wrong),
                Err(error),
                "the number is {wrong:?}"
            );
        }
    }

    #[test]
    fn the_first_wrong_number_decides() {
        let empty = "".parse::<u32>().unwrap_err();
        assert_eq!(order_grams("", "two"), Err(empty));
    }
}
