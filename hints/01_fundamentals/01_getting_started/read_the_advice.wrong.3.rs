// Wrong: tells Clippy to be quiet.
// Rejected by: tests::nobody_told_clippy_to_be_quiet
//! This file compiles, and its tests pass. But there is a third reader: Clippy, the linter, reads code as an experienced
//! colleague does. It has found two lines that can be shorter.
//!
//! Task: change both lines as Clippy suggests.
//! Read: <https://doc.rust-lang.org/reference/expressions/operator-expr.html#compound-assignment-expressions>

#![allow(clippy::assign_op_pattern)]

/// The weight of an empty van, in grams.
const VAN_GRAMS: u32 = 2_100_000;

/// Returns the weight of a van with its parcels, in grams. `parcels` holds the weight of each parcel.
fn loaded_grams(parcels: [u32; 5]) -> u32 {
    let mut total = VAN_GRAMS;
    for grams in parcels {
        // TODO: change this line.
        total = total + grams;
    }
    total
}

/// Returns the number of cents that are left of a budget after all bills.
fn rest_cents(budget: u32, bills: [u32; 3]) -> u32 {
    let mut rest = budget;
    for cents in bills {
        // TODO: change this line, too.
        rest = rest - cents;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_van_weighs_as_much_as_its_parts() {
        assert_eq!(loaded_grams([0; 5]), 2_100_000);
        assert_eq!(loaded_grams([1, 20, 300, 4_000, 50_000]), 2_154_321);
    }

    #[test]
    fn each_bill_is_paid() {
        assert_eq!(rest_cents(10_000, [500, 20, 1]), 9_479);
        assert_eq!(rest_cents(900, [300; 3]), 0);
    }

    // You need not read this test. It looks for attributes that let Clippy be quiet.
    #[test]
    fn nobody_told_clippy_to_be_quiet() {
        for attribute in [["all", "ow("], ["exp", "ect("]] {
            let attribute = attribute.concat();
            assert!(!include_str!("read_the_advice.rs").contains(&attribute));
        }
    }
}
