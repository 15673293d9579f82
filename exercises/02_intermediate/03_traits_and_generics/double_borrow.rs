//! The evening report counts heavy parcels, finds codes and looks for weights that appear twice. Each function is one
//! chain of adapters. Four of the five forget how often an item is borrowed on the way.
//!
//! Task: correct the closures and the chains. Each function keeps its signature, and no parcel is cloned.
//! Read: <https://doc.rust-lang.org/std/iter/trait.Iterator.html#method.filter>

use std::collections::HashSet;

/// A parcel: its code, and its weight in grams.
struct Parcel {
    code: String,
    grams: u32,
}

// TODO: correct the closures. Ask for each parameter: is it a value, a reference, or a reference to a reference?

/// Returns the weights of more than 20 kg.
fn heavy(weights: &[u32]) -> Vec<u32> {
    weights.iter().filter(|grams| grams > 20_000).collect()
}

/// Returns the number of shelves with an even number.
fn even(shelves: &[u32]) -> usize {
    shelves.iter().filter(|shelf| shelf % 2 == 0).count()
}

/// Returns the codes of all parcels from a depot. A code begins with the name of the depot and a dash.
fn codes_from(depot: &str, parcels: &[Parcel]) -> Vec<String> {
    parcels
        .iter()
        .filter(|parcel| parcel.code.split('-').next() == Some(depot))
        .map(|parcel| parcel.code)
        .collect()
}

/// Returns the number of characters in a code that people often read wrong: 0, O, 1, I and 5, S.
fn unclear(code: &str) -> usize {
    code.chars().filter(|c| "0O1I5S".contains(c)).count()
}

/// Returns each weight that more than one parcel has, and each of them once. The weight whose second parcel comes first
/// is the first one.
fn repeated(parcels: &[Parcel]) -> Vec<u32> {
    // This is right. `filter` lends `&u32` here: `map` has made numbers out of the borrowed parcels.
    let mut seen = HashSet::new();
    let mut reported = HashSet::new();
    parcels
        .iter()
        .map(|parcel| parcel.grams)
        .filter(|grams| !seen.insert(*grams))
        .filter(|grams| reported.insert(*grams))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcels(pairs: &[(&str, u32)]) -> Vec<Parcel> {
        let mut parcels = Vec::new();
        for (code, grams) in pairs {
            parcels.push(Parcel {
                code: String::from(*code),
                grams: *grams,
            });
        }
        parcels
    }

    #[test]
    fn heavy_means_more_than_20_kg() {
        assert_eq!(heavy(&[]), []);
        assert_eq!(heavy(&[20_000, 20_001, 19_999]), [20_001]);
        let all: Vec<u32> = (19_990..20_011).collect();
        let expected: Vec<u32> = (20_001..20_011).collect();
        assert_eq!(heavy(&all), expected);
    }

    #[test]
    fn heavy_keeps_the_order() {
        assert_eq!(
            heavy(&[31_000, 5, 22_000, 31_000]),
            [31_000, 22_000, 31_000]
        );
    }

    #[test]
    fn every_second_shelf_is_even() {
        for last in 0..20 {
            let shelves: Vec<u32> = (1..=last).collect();
            assert_eq!(even(&shelves), last as usize / 2);
        }
        assert_eq!(even(&[0, 0, 4]), 3);
    }

    #[test]
    fn codes_come_from_one_depot() {
        let parcels = parcels(&[("HAM-1", 1), ("KÖL-2", 1), ("HAM-3", 1), ("HAMM-4", 1)]);
        assert_eq!(codes_from("HAM", &parcels), ["HAM-1", "HAM-3"]);
        assert_eq!(codes_from("KÖL", &parcels), ["KÖL-2"]);
        assert!(codes_from("BRE", &parcels).is_empty());
        assert!(codes_from("", &parcels).is_empty());
    }

    #[test]
    fn the_parcels_keep_their_codes() {
        let parcels = parcels(&[("HAM-1", 1)]);
        let codes = codes_from("HAM", &parcels);
        assert_ne!(codes[0].as_ptr(), parcels[0].code.as_ptr());
        assert_eq!(codes, [parcels[0].code.as_str()]);
    }

    #[test]
    fn some_characters_are_unclear() {
        assert_eq!(unclear("HAM-10"), 2);
        assert_eq!(unclear("0O1I5S"), 6);
        assert_eq!(unclear("KÖL-2"), 0);
        assert_eq!(unclear("OSLO-15"), 5);
        assert_eq!(unclear(""), 0);
    }

    #[test]
    fn repeated_weights_are_reported_once() {
        let parcels = parcels(&[("A", 5), ("B", 7), ("C", 7), ("D", 5), ("E", 7), ("F", 9)]);
        assert_eq!(repeated(&parcels), [7, 5]);
        assert!(repeated(&[]).is_empty());
    }
}
