//! At the counter, `waybill` looks at codes and weights. A function that only looks should take
//! whatever its callers have. These three ask for a whole `String` or a whole `Vec`, though a part
//! of a text or of a list would do; so two callers have to make copies first. It works, and clippy
//! has an objection. Let all three ask for no more than they need.
//!
//! Read: <https://doc.rust-lang.org/book/ch04-03-slices.html#string-slices-as-parameters>

// A copy that is made only to be looked at is an error here; the line below tells clippy so.
#![deny(clippy::unnecessary_to_owned)]

/// Whether a tracking code is one of an express parcel: those begin with an `X`.
fn is_express(code: &String) -> bool {
    // TODO: what does this need of a `String` that other texts do not have?
    code.starts_with('X')
}

/// What parcels weigh together, in grams.
fn total_grams(weights: &Vec<u32>) -> u32 {
    // TODO: and this, of a `Vec`?
    let mut total = 0;
    for grams in weights.iter() {
        total += grams;
    }
    total
}

/// Rounds each weight up to full ten grams.
fn round_up(weights: &mut Vec<u32>) {
    // TODO: the same question; but this one changes what it looks at.
    for grams in weights.iter_mut() {
        *grams = grams.div_ceil(10) * 10;
    }
}

/// Whether a line from the scanner, with spaces around the code, is of an express parcel.
fn scans_express(line: &str) -> bool {
    // TODO: this has a part of a text, and copies it to be able to call. Does it still have to?
    is_express(&line.trim().to_string())
}

/// What the first so many parcels weigh together, in grams. There are at least so many.
fn front_grams(weights: &[u32], parcels: usize) -> u32 {
    // TODO: and this, with a part of a list?
    total_grams(&weights[..parcels].to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_express_code_begins_with_an_x() {
        assert!(is_express(&String::from("X-000042")));
        assert!(!is_express(&String::from("HAM-X-42")));
        assert!(!is_express(&String::from("ÄX-1")));
        let no_text = String::new();
        assert!(!is_express(&no_text));
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
    fn weights_are_rounded_up_in_their_list() {
        let mut weights = Vec::from([0, 1, 9, 10, 11, 1_234]);
        round_up(&mut weights);
        assert_eq!(weights, [0, 10, 10, 10, 20, 1_240]);
    }

    #[test]
    fn the_front_of_a_list_is_added_up() {
        let weights = [100, 20, 3, 9_000];
        assert_eq!(front_grams(&weights, 3), 123);
        assert_eq!(front_grams(&weights, 4), 9_123);
        assert_eq!(front_grams(&weights, 0), 0);
    }
}
