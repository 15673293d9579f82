//! `waybill` opens the gate of the depot for people with a badge and for people with an escort, but for
//! nobody while the alarm is on. And a cart takes the ramp if its parcels weigh at least 5000 g on average.
//! The first rule is wrong during an alarm, and the second rule panics for an empty cart.
//!
//! Task: change the two expressions so that both rules are right.
//! Read: <https://doc.rust-lang.org/reference/expressions/operator-expr.html#lazy-boolean-operators>

/// Returns whether the gate opens for a person.
fn gate_opens(badge: bool, escorted: bool, alarm: bool) -> bool {
    // Rust evaluates `&&` before `||`, as it evaluates `*` before `+`. Without the parentheses, the alarm
    // would stop only the people with an escort.
    (badge || escorted) && !alarm
}

/// Returns whether a cart takes the ramp. `parcels` is the number of parcels on it, and `grams` is the
/// weight of all of them together.
fn takes_ramp(parcels: u32, grams: u32) -> bool {
    // `&&` evaluates its right side only if the left side is true. So the comparison with 0 comes first,
    // and it protects the division. An `if` with a `return` would do the same in three lines.
    parcels > 0 && grams / parcels >= 5_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_badge_opens_the_gate() {
        assert!(gate_opens(true, false, false));
    }

    #[test]
    fn an_escort_opens_the_gate() {
        assert!(gate_opens(false, true, false));
        assert!(gate_opens(true, true, false));
    }

    #[test]
    fn nobody_else_gets_in() {
        assert!(!gate_opens(false, false, false));
    }

    #[test]
    fn the_alarm_keeps_the_gate_shut_for_everybody() {
        assert!(!gate_opens(true, false, true));
        assert!(!gate_opens(false, true, true));
        assert!(!gate_opens(true, true, true));
        assert!(!gate_opens(false, false, true));
    }

    #[test]
    fn a_heavy_cart_takes_the_ramp() {
        assert!(takes_ramp(1, 5_000));
        assert!(takes_ramp(3, 15_000));
        assert!(takes_ramp(2, 10_001));
        assert!(takes_ramp(1, u32::MAX));
    }

    #[test]
    fn a_light_cart_does_not_take_the_ramp() {
        assert!(!takes_ramp(1, 4_999));
        assert!(!takes_ramp(3, 14_999));
        assert!(!takes_ramp(u32::MAX, 10));
    }

    #[test]
    fn an_empty_cart_does_not_take_the_ramp() {
        assert!(!takes_ramp(0, 0));
        assert!(!takes_ramp(0, 9_000));
    }
}
