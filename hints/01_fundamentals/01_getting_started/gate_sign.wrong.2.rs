// Wrong: ends the last line with a semicolon. The function then throws the string away, and returns nothing.
// Rejected by: E0308
//! Each gate of a depot gets a sign with the depot, the number of the gate, and the number of all gates. A
//! colleague has written the tests first. They call a function and use a constant, and both do not exist yet.
//!
//! Task: write the function and the constant that the tests use.
//! Read: <https://doc.rust-lang.org/book/ch03-03-how-functions-work.html#functions-with-return-values>

/// The number of gates of each depot.
const GATES: u32 = 12;

/// Returns the sign of a gate. `depot` is the short name of the depot.
fn gate_sign(depot: &str, gate: u32) -> String {
    // No semicolon at the end: the value of the last expression is the value of the function.
    format!("{depot} gate {gate} of {GATES}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_depot_has_twelve_gates() {
        assert_eq!(GATES, 12);
    }

    #[test]
    fn the_sign_shows_the_depot_and_the_gate() {
        assert_eq!(gate_sign("HAM", 3), "HAM gate 3 of 12");
        assert_eq!(gate_sign("KÖL", 11), "KÖL gate 11 of 12");
    }

    #[test]
    fn the_last_gate_has_the_number_of_all_gates() {
        assert_eq!(gate_sign("BRE", GATES), "BRE gate 12 of 12");
    }

    #[test]
    fn each_gate_has_a_sign_of_its_own() {
        for gate in 1..GATES {
            let sign = gate_sign("HAM", gate);
            assert!(sign.ends_with(" of 12"), "{sign}");
            assert!(sign.starts_with("HAM gate "), "{sign}");
            assert_ne!(sign, gate_sign("HAM", gate + 1));
            assert_ne!(sign, gate_sign("BRE", gate));
        }
    }
}
