// Wrong: takes the values themselves, but the tests only lend them.
// Rejected by: E0308
//! At the counter, `waybill` reads codes and weights. Three functions only read or change elements, but they ask for
//! a whole `String` or a whole `Vec`. So two callers make copies. It all works, and clippy has an objection.
//!
//! Task: change the parameters so that no caller has to copy.
//! Read: <https://doc.rust-lang.org/book/ch04-03-slices.html#string-slices-as-parameters>

// This line makes one lint of clippy an error. The lint finds copies that are only read.
#![deny(clippy::unnecessary_to_owned)]

/// Returns whether a tracking code belongs to an express parcel. Such a code begins with an `X`,
/// as in `evening_round`.
fn is_express(code: String) -> bool {
    code.starts_with('X')
}

/// Returns the sum of all weights, in grams.
fn total_grams(weights: Vec<u32>) -> u32 {
    let mut total = 0;
    for grams in weights.iter() {
        total += grams;
    }
    total
}

/// Rounds each weight up to full 10 g.
fn round_up(weights: &mut [u32]) {
    for grams in weights.iter_mut() {
        *grams = grams.div_ceil(10) * 10;
    }
}

/// Returns whether a line from the scanner holds an express code. There may be spaces around the code.
fn scans_express(line: &str) -> bool {
    is_express(line.trim().to_string())
}

/// Returns the weight of the first `parcels` parcels together, in grams. There are at least that many.
fn front_grams(weights: &[u32], parcels: usize) -> u32 {
    total_grams(weights[..parcels].to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_express_code_begins_with_an_x() {
        assert!(is_express(&String::from("X-000042")));
        assert!(!is_express(&String::from("HAM-X-42")));
        assert!(!is_express(&String::from("ÄX-1")));
        let empty = String::new();
        assert!(!is_express(&empty));
    }

    #[test]
    fn spaces_around_a_code_do_not_matter() {
        assert!(scans_express("  X-000042 "));
        assert!(!scans_express("  x-000042 "));
        assert!(!scans_express("   "));
    }

    #[test]
    fn weights_are_added_up() {
        let weights = Vec::from([1_200, 800, 5]);
        assert_eq!(total_grams(&weights), 2_005);
        assert_eq!(total_grams(&Vec::new()), 0);
    }

    #[test]
    fn the_weights_themselves_are_rounded_up() {
        let mut weights = Vec::from([0, 1, 9, 10, 11, 1_234]);
        round_up(&mut weights);
        assert_eq!(weights, [0, 10, 10, 10, 20, 1_240]);
    }

    #[test]
    fn the_first_weights_are_added_up() {
        let weights = [100, 20, 3, 9_000];
        assert_eq!(front_grams(&weights, 3), 123);
        assert_eq!(front_grams(&weights, 4), 9_123);
        assert_eq!(front_grams(&weights, 0), 0);
    }
}
