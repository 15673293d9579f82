//! People mistype the numbers of parcels. To notice this, `waybill` uses only numbers whose digits add up to
//! a multiple of seven: 25 is such a number, because 2 + 5 = 7, and the next one is 34. The search for the
//! next number is written, but this kind of loop can't return it.
//!
//! Task: change the loop in `next_number` so that it returns the number that it finds.
//! Read: <https://doc.rust-lang.org/book/ch03-05-control-flow.html#returning-values-from-loops>

/// Returns the sum of the digits of a number.
fn digit_sum(number: u32) -> u32 {
    let mut rest = number;
    let mut sum = 0;
    while rest > 0 {
        sum += rest % 10;
        rest /= 10;
    }
    sum
}

/// Returns the smallest number of a parcel that is larger than `last`. `last` has at most eight digits.
fn next_number(last: u32) -> u32 {
    let mut number = last;
    // A `while` has no value, because its condition can end it before anything is found. A `loop` ends only
    // with `break`, and its value is the value after `break`. Here the `loop` is the last expression.
    loop {
        number += 1;
        let rest = digit_sum(number) % 7;
        if rest == 0 {
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
    fn no_number_is_used_twice() {
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
