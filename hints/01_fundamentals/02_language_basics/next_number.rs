//! So that a mistyped number is noticed, `waybill` gives out only numbers whose digits add up to a
//! multiple of seven: after 25 (2 + 5 = 7) comes 34, and after 70 comes 77.
//! Write `next_number`. Nobody knows beforehand how many numbers have to be tried, so a `loop` is
//! in its place, which goes on until it has found a value and breaks out with it. No number that
//! it is asked for has more than eight digits.
//!
//! Read: <https://doc.rust-lang.org/book/ch03-05-control-flow.html#returning-values-from-loops>

/// The sum of a number's digits.
fn digit_sum(number: u32) -> u32 {
    let mut rest = number;
    let mut sum = 0;
    while rest > 0 {
        sum += rest % 10;
        rest /= 10;
    }
    sum
}

/// The number that is given out after this one.
fn next_number(last: u32) -> u32 {
    let mut number = last;
    // One step first, then the question: the last number itself is not an answer. `break` hands
    // its value to the `loop`, and the `loop` is the last expression of the function. A `while`
    // could not do that: it has no value, as it may end without ever having found one.
    loop {
        number += 1;
        let left_over = digit_sum(number) % 7;
        if left_over == 0 {
            break number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_is_7() {
        assert_eq!(next_number(0), 7);
    }

    #[test]
    fn a_number_that_was_given_out_is_not_given_out_again() {
        assert_eq!(next_number(7), 16);
        assert_eq!(next_number(70), 77);
        assert_eq!(next_number(1_000_006), 1_000_015);
    }

    #[test]
    fn no_number_in_between_is_left_out() {
        assert_eq!(next_number(25), 34);
        assert_eq!(next_number(26), 34);
        assert_eq!(next_number(33), 34);
        assert_eq!(next_number(69), 70);
    }

    #[test]
    fn the_sum_may_be_any_multiple_of_seven() {
        assert_eq!(next_number(70), 77); // 14
        assert_eq!(next_number(398), 399); // 21
        assert_eq!(next_number(999_000), 999_001); // 28
    }

    #[test]
    fn the_next_number_may_be_far_away() {
        assert_eq!(next_number(993), 1_006);
        assert_eq!(next_number(69_999), 70_000);
        assert_eq!(next_number(99_999_929), 99_999_936);
    }
}
