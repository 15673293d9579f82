//! The board in a depot shows where each parcel is. Since today a parcel can also be lost, or wait at the customs office.
//! Two variants of `State` were added for that, and the compiler names each `match` that does not know them yet.
//!
//! Task: complete the three `match` expressions. The tests show the answers for the new variants.
//! Read: <https://doc.rust-lang.org/book/ch06-02-match.html#matches-are-exhaustive>

/// The state of a parcel.
enum State {
    /// The parcel is still at the desk.
    Desk,
    /// The parcel is in the van with this number.
    Van(u32),
    /// The parcel is on a shelf of a depot.
    Shelf { depot: String, row: u8 },
    /// The parcel was delivered.
    Delivered,
    /// New: nobody has seen the parcel for this number of days.
    Lost(u32),
    /// New: the parcel is at the customs office. The fee is in cents.
    Customs { office: String, fee: u32 },
}

impl State {
    /// Returns the line on the board.
    fn sign(&self) -> String {
        // No arm is `_`. So the next new variant is an error in each `match`, and nobody forgets it.
        match self {
            State::Desk => String::from("at the desk"),
            State::Van(number) => format!("in van {number}"),
            State::Shelf { depot, row } => format!("{depot}, row {row}"),
            State::Delivered => String::from("delivered"),
            // A pattern has the form of its variant: `(...)` or `{ ... }`. The first arm that fits wins.
            State::Lost(1) => String::from("lost for 1 day"),
            State::Lost(days) => format!("lost for {days} days"),
            // `..` leaves out the other fields.
            State::Customs { office, .. } => format!("customs in {office}"),
        }
    }

    /// Returns true if the journey of the parcel goes on without help.
    fn is_on_its_way(&self) -> bool {
        match self {
            State::Desk | State::Van(_) | State::Shelf { .. } => true,
            State::Delivered | State::Lost(_) => false,
            // `self` is a reference, so `fee` is one too. `*fee` is the number. `0` in the pattern would do, too.
            State::Customs { fee, .. } => *fee == 0,
        }
    }

    /// Returns the amount that the customer must pay before the parcel goes on, in cents.
    fn open_fee(&self) -> u32 {
        match self {
            State::Desk
            | State::Van(_)
            | State::Shelf { .. }
            | State::Delivered
            | State::Lost(_) => 0,
            State::Customs { fee, .. } => *fee,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf(depot: &str, row: u8) -> State {
        State::Shelf {
            depot: String::from(depot),
            row,
        }
    }

    fn customs(office: &str, fee: u32) -> State {
        State::Customs {
            office: String::from(office),
            fee,
        }
    }

    #[test]
    fn the_old_states_have_their_signs() {
        assert_eq!(State::Desk.sign(), "at the desk");
        assert_eq!(State::Van(12).sign(), "in van 12");
        assert_eq!(shelf("KÖL", 7).sign(), "KÖL, row 7");
        assert_eq!(State::Delivered.sign(), "delivered");
    }

    #[test]
    fn a_lost_parcel_shows_the_days() {
        assert_eq!(State::Lost(3).sign(), "lost for 3 days");
        assert_eq!(State::Lost(40).sign(), "lost for 40 days");
    }

    #[test]
    fn after_1_day_there_is_no_s() {
        assert_eq!(State::Lost(1).sign(), "lost for 1 day");
        assert_eq!(State::Lost(0).sign(), "lost for 0 days");
    }

    #[test]
    fn a_parcel_at_the_customs_office_shows_the_office() {
        assert_eq!(customs("Basel", 990).sign(), "customs in Basel");
        assert_eq!(customs("Genève", 0).sign(), "customs in Genève");
    }

    #[test]
    fn the_old_states_are_on_their_way_until_the_delivery() {
        assert!(State::Desk.is_on_its_way());
        assert!(State::Van(1).is_on_its_way());
        assert!(shelf("HAM", 0).is_on_its_way());
        assert!(!State::Delivered.is_on_its_way());
    }

    #[test]
    fn a_lost_parcel_needs_help() {
        assert!(!State::Lost(1).is_on_its_way());
    }

    #[test]
    fn customs_without_a_fee_need_no_help() {
        assert!(customs("Basel", 0).is_on_its_way());
        assert!(!customs("Basel", 1).is_on_its_way());
    }

    #[test]
    fn only_customs_have_a_fee() {
        assert_eq!(customs("Basel", 990).open_fee(), 990);
        assert_eq!(customs("Basel", 0).open_fee(), 0);
        let others = [
            State::Desk,
            State::Van(990),
            shelf("HAM", 9),
            State::Delivered,
            State::Lost(990),
        ];
        for state in others {
            assert_eq!(state.open_fee(), 0);
        }
    }
}
