//! After each visit, the courier writes down how it went. The note of a missed visit counts the tries, and a note
//! about a refused parcel has a reason. Two methods match on the outcome, and both treat it as if they owned it.
//!
//! Task: fix `reason` and `try_again`. Both work on the outcome itself, without a `clone`.
//! Read: <https://doc.rust-lang.org/book/ch19-03-pattern-syntax.html#destructuring-to-break-apart-values>

/// The outcome of a visit.
enum Outcome {
    /// The parcel was handed over to this person.
    HandedOver(String),
    /// Nobody opened. `tries` is the number of visits up to now.
    Missed { tries: u32 },
    /// The recipient does not want the parcel, for this reason.
    Refused(String),
}

/// A visit: the code of the parcel and the outcome.
struct Visit {
    code: String,
    outcome: Outcome,
}

impl Visit {
    /// Returns the reason why the parcel was refused, or an empty string.
    fn reason(&self) -> &str {
        // TODO: fix this method first. It compiles only if nothing moves out of the visit.
        match self.outcome {
            Outcome::Refused(reason) => &reason,
            Outcome::HandedOver(_) | Outcome::Missed { .. } => "",
        }
    }

    /// Adds 1 to the tries if nobody opened. Any other outcome stays as it is.
    fn try_again(&mut self) {
        // TODO: fix this method when the file compiles. Which variable does it change?
        if let Outcome::Missed { mut tries } = self.outcome {
            tries += 1;
            println!("{}: now {tries} tries", self.code);
        }
    }

    /// Returns the line in the log.
    fn line(&self) -> String {
        match &self.outcome {
            Outcome::HandedOver(person) => format!("{}: to {person}", self.code),
            Outcome::Missed { tries } => format!("{}: nobody opened, try {tries}", self.code),
            Outcome::Refused(reason) => format!("{}: refused, {reason}", self.code),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(code: &str, outcome: Outcome) -> Visit {
        Visit {
            code: String::from(code),
            outcome,
        }
    }

    fn refused(reason: &str) -> Outcome {
        Outcome::Refused(String::from(reason))
    }

    #[test]
    fn a_refused_parcel_has_a_reason() {
        assert_eq!(visit("HAM-1", refused("too late")).reason(), "too late");
        assert_eq!(visit("KÖL-2", refused("smells")).reason(), "smells");
    }

    #[test]
    fn the_other_outcomes_have_no_reason() {
        let handed_over = Outcome::HandedOver(String::from("Ada"));
        assert_eq!(visit("HAM-1", handed_over).reason(), "");
        assert_eq!(visit("HAM-1", Outcome::Missed { tries: 3 }).reason(), "");
    }

    #[test]
    fn the_reason_stays_in_the_visit() {
        let visit = visit("HAM-1", refused("broken"));
        let reason = match &visit.outcome {
            Outcome::Refused(reason) => reason,
            _ => panic!("not refused"),
        };
        assert_eq!(visit.reason().as_ptr(), reason.as_ptr(), "this is a copy");
        assert_eq!(visit.reason(), "broken");
        assert_eq!(visit.line(), "HAM-1: refused, broken");
    }

    #[test]
    fn try_again_counts_the_tries() {
        let mut visit = visit("HAM-1", Outcome::Missed { tries: 1 });
        for tries in 2..6 {
            visit.try_again();
            let line = format!("HAM-1: nobody opened, try {tries}");
            assert_eq!(visit.line(), line);
        }
    }

    #[test]
    fn try_again_leaves_the_other_outcomes() {
        let mut visit = visit("BRE-9", Outcome::HandedOver(String::from("Bo")));
        visit.try_again();
        assert_eq!(visit.line(), "BRE-9: to Bo");
        visit.outcome = refused("wrong size");
        visit.try_again();
        assert_eq!(visit.line(), "BRE-9: refused, wrong size");
    }
}
