// Wrong: turns the first rule round and leaves the precedence as it was; without an alarm everybody gets in, so `nobody_else_gets_in` fails.
// Rejected by: tests::nobody_else_gets_in
//! The depot has two rules that `waybill` decides about. The gate opens for those who wear a badge
//! and for those who are escorted; but for nobody while the alarm is on. And a cart takes the ramp
//! if there are parcels on it that weigh at least 5000 g on average.
//! It compiles. At night, and with an empty cart, it goes wrong. Mend both rules.
//!
//! Read: <https://doc.rust-lang.org/reference/expressions/operator-expr.html#lazy-boolean-operators>

/// Whether the gate opens.
fn gate_opens(badge: bool, escorted: bool, alarm: bool) -> bool {
    !alarm || badge && escorted
}

/// Whether a cart takes the ramp: a cart with so many parcels that weigh so many grams together.
fn takes_ramp(parcels: u32, grams: u32) -> bool {
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
    fn below_an_average_of_5000_grams_it_takes_the_stairs() {
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
