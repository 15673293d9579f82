//! A tracking number has eight digits. The last one is a check digit: if somebody mistypes one of the others, it does not fit
//! any more. The scanner sends the number as a string.
//!
//! Task: fix `is_valid`, which treats the string as an array of numbers.
//! Read: <https://doc.rust-lang.org/book/ch08-02-strings.html#bytes-scalar-values-and-grapheme-clusters>

/// Returns true if the number has exactly eight digits from 0 to 9, and its check digit is right.
///
/// The digits count three times, once, three times, once, and so on. The sum of all eight is a multiple of ten.
fn is_valid(number: &str) -> bool {
    // TODO: fix this. Which elements does a string have? Which number is the byte of the digit 7?
    if number.len() != 8 {
        return false;
    }
    let mut sum = 0;
    for i in 0..8 {
        let digit = number[i];
        let factor = if i % 2 == 0 { 3 } else { 1 };
        sum += factor * digit;
    }
    sum % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_check_digit_is_valid() {
        assert!(is_valid("96385074"));
        assert!(is_valid("73513537"));
        assert!(is_valid("00000000"));
        assert!(is_valid("10000007"));
        assert!(is_valid("99999995"));
    }

    #[test]
    fn only_one_check_digit_of_ten_is_right() {
        for first in ["9638507", "7351353", "0000000", "9999999", "1234567"] {
            let valid = (0..10).filter(|digit| is_valid(&format!("{first}{digit}")));
            assert_eq!(valid.count(), 1, "{first}");
        }
    }

    #[test]
    fn one_wrong_digit_is_found() {
        for position in 0..8 {
            let mut wrong = String::from("96385074");
            wrong.replace_range(position..=position, "2");
            assert!(!is_valid(&wrong), "{wrong}");
        }
    }

    #[test]
    fn a_number_has_eight_digits() {
        assert!(!is_valid(""));
        assert!(!is_valid("0"));
        assert!(!is_valid("0000000"));
        assert!(!is_valid("000000000"));
    }

    #[test]
    fn anything_but_a_digit_is_not_valid() {
        for number in [
            "9638507x", "-9638507", "+0000000", "0000 000", " 0000000", "::::::::", "////////",
        ] {
            assert!(!is_valid(number), "{number}");
        }
    }

    #[test]
    fn letters_with_several_bytes_are_not_valid() {
        assert!(!is_valid("äöüß"));
        assert!(!is_valid("000000ä"));
        assert!(!is_valid("００００００００")); // wide zeros, with three bytes each
        assert!(!is_valid("٠٠٠٠")); // Arabic zeros, with two bytes each
    }
}
