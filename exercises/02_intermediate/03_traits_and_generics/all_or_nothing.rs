//! A field of the import holds several numbers, such as `700,90,1250`. Some callers need all of them or an error,
//! another one needs the good ones and the bad ones, and a third one lost bad fields without a word.
//!
//! Task: change the four functions so that each one keeps the promise in its comment.
//! Read: <https://doc.rust-lang.org/std/result/index.html#collecting-into-result>

use std::num::ParseIntError;

/// Returns all numbers in `field`, or the error of the first part that is no number.
fn numbers(field: &str) -> Result<Vec<u32>, ParseIntError> {
    // TODO: `collect` can do both, make a vector and stop at the first error. Tell it so.
    let numbers: Vec<u32> = field.split(',').map(|part| part.parse()).collect();
    Ok(numbers)
}

/// Returns the sum of all numbers, or the error of the first part that is no number.
fn total(field: &str) -> Result<u32, ParseIntError> {
    // TODO: this compiles. A `Result` is an iterator, too: over one value, or over none. What happens to the errors?
    let sum = field.split(',').flat_map(|part| part.parse::<u32>()).sum();
    Ok(sum)
}

/// Returns the numbers, and the parts that are no numbers, both in their order.
fn good_and_bad(field: &str) -> (Vec<u32>, Vec<&str>) {
    // TODO: keep the bad parts.
    let good = field
        .split(',')
        .filter_map(|part| part.parse().ok())
        .collect();
    (good, Vec::new())
}

/// Returns the first character of each depot, or `None` if one of the names is empty.
fn initials(depots: &[&str]) -> Option<String> {
    // TODO: this panics for an empty name. `collect` can also make an `Option`.
    let initials = depots
        .iter()
        .map(|depot| depot.chars().next().unwrap())
        .collect();
    Some(initials)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_numbers_are_read() {
        for length in 1..20 {
            let expected: Vec<u32> = (0..length).map(|i| i * 1_000_003 % 9_973).collect();
            let parts: Vec<String> = expected.iter().map(|n| n.to_string()).collect();
            assert_eq!(numbers(&parts.join(",")), Ok(expected));
        }
    }

    #[test]
    fn one_bad_part_leaves_no_numbers() {
        assert!(numbers("700,9O,1250").is_err());
        assert!(numbers("700,-1").is_err());
        assert!(numbers("4294967296").is_err());
        assert!(numbers("1, 2").is_err());
    }

    #[test]
    fn the_error_is_that_of_the_first_bad_part() {
        let empty = "".parse::<u32>();
        let letter = "x".parse::<u32>();
        assert_eq!(numbers("1,,x").unwrap_err(), empty.clone().unwrap_err());
        assert_eq!(numbers("1,x,").unwrap_err(), letter.clone().unwrap_err());
        assert_eq!(total("1,,x"), empty);
        assert_eq!(total("1,x,"), letter);
    }

    #[test]
    fn the_total_is_the_sum_of_all_numbers() {
        assert_eq!(total("7"), Ok(7));
        assert_eq!(total("700,90,1250"), Ok(2_040));
        assert_eq!(total("0,0"), Ok(0));
    }

    #[test]
    fn one_bad_part_leaves_no_total() {
        assert!(total("700,9O,1250").is_err());
        assert!(total("").is_err());
    }

    #[test]
    fn good_and_bad_parts_keep_their_order() {
        let (good, bad) = good_and_bad("3,x,1,,2,y,-5");
        assert_eq!(good, [3, 1, 2]);
        assert_eq!(bad, ["x", "", "y", "-5"]);
        assert_eq!(good_and_bad("12"), (vec![12], vec![]));
        assert_eq!(good_and_bad("a,b"), (vec![], vec!["a", "b"]));
    }

    #[test]
    fn each_depot_has_an_initial() {
        assert_eq!(initials(&["Hamburg", "Köln"]), Some(String::from("HK")));
        assert_eq!(initials(&["Ålesund", "東京"]), Some(String::from("Å東")));
        assert_eq!(initials(&[]), Some(String::new()));
    }

    #[test]
    fn an_empty_name_leaves_no_initials() {
        assert_eq!(initials(&["Hamburg", "", "Köln"]), None);
        assert_eq!(initials(&[""]), None);
    }
}
