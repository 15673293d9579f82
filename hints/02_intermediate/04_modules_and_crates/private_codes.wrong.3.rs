// Wrong: opens the function that the first message names, and stops.
// Rejected by: E0603
//! Everything about the codes of parcels is in a module now. In a module everything is private until it has `pub`,
//! so the rest of this file can't use it any more.
//!
//! Task: give `pub` to the two functions that code outside of `codes` calls, and to nothing else.
//! Read: <https://doc.rust-lang.org/book/ch07-03-paths-for-referring-to-an-item-in-the-module-tree.html#exposing-paths-with-the-pub-keyword>

// TODO: `digits` is only for this module, so that we can change it one day. It stays private.
mod codes {
    /// Returns the code of a parcel: its depot, its number, and two check digits, as in `HAM-42-42`.
    fn code(depot: &str, number: u32) -> String {
        format!("{depot}-{number}-{:02}", digits(number))
    }

    /// Returns true if `code` has three parts, and the check digits are right.
    pub fn is_right(code: &str) -> bool {
        let parts: Vec<&str> = code.split('-').collect();
        let [_, number, end] = parts[..] else {
            return false;
        };
        number
            .parse()
            .is_ok_and(|number| end == format!("{:02}", digits(number)))
    }

    /// Returns the check digits of a number.
    fn digits(number: u32) -> u32 {
        number % 97
    }
}

/// Returns the line that the scanner shows. `scanned` is a code, as the scanner read it.
fn scanner_line(scanned: &str) -> String {
    if codes::is_right(scanned) {
        format!("{scanned} ok")
    } else {
        format!("{scanned} scan again")
    }
}

/// Returns the codes of the next parcels of a depot. `first` is the number of the first one.
fn next_codes(depot: &str, first: u32, count: u32) -> Vec<String> {
    (first..first + count)
        .map(|number| codes::code(depot, number))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_ends_with_its_check_digits() {
        assert_eq!(
            next_codes("HAM", 95, 4),
            ["HAM-95-95", "HAM-96-96", "HAM-97-00", "HAM-98-01"]
        );
        assert_eq!(next_codes("KÖL", 123_456, 1), ["KÖL-123456-72"]);
        assert!(next_codes("BRE", 7, 0).is_empty());
    }

    #[test]
    fn the_scanner_accepts_every_code_that_we_print() {
        for first in [0, 9, 90, 1_000_000] {
            for code in next_codes("BRE", first, 20) {
                assert_eq!(scanner_line(&code), format!("{code} ok"));
            }
        }
    }

    #[test]
    fn the_scanner_refuses_a_code_with_an_error() {
        for wrong in [
            "HAM-42-43",
            "HAM-24-42",
            "HAM-42",
            "HAM-x-42",
            "",
            "HAM-1-1",
            "HAM-1-01-",
        ] {
            assert_eq!(scanner_line(wrong), format!("{wrong} scan again"));
        }
    }

    // You need not read this test. It counts the `pub` of the module.
    #[test]
    fn only_two_functions_are_public() {
        let (code, _) = include_str!("private_codes.rs")
            .split_once("mod tests {")
            .expect("the tests are below");
        let code = code
            .lines()
            .map(|line| line.split("//").next().unwrap_or(""));
        let public = code.flat_map(str::split_whitespace);
        assert_eq!(public.filter(|word| word.starts_with("pub")).count(), 2);
    }
}
