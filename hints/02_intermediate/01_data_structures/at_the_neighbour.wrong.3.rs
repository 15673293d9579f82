// Wrong: returns a clone of the name that moves away.
// Rejected by: tests::a_neighbour_moves_away_once
//! If nobody opens, the courier looks for a neighbour who takes the parcel. Not every recipient has named one, so the
//! field is an `Option`. Three methods treat it as if a name were always there, or as if they owned it.
//!
//! Task: fix the three methods. The names stay in the recipient, and no name is cloned.
//! Read: <https://doc.rust-lang.org/std/option/index.html#adapters-for-working-with-references>

/// Somebody who waits for a parcel.
struct Recipient {
    name: String,
    /// The neighbour who takes parcels, if there is one.
    neighbour: Option<String>,
}

impl Recipient {
    /// Returns the name of the neighbour, or "nobody".
    fn neighbour_name(&self) -> &str {
        self.neighbour.as_deref().unwrap_or("nobody")
    }

    /// Returns the number of characters that the card at the door needs for the neighbour, or `None` if there is no
    /// neighbour. The card says "at NAME".
    fn card_width(&self) -> Option<usize> {
        self.neighbour
            .as_deref()
            .map(|name| name.chars().count() + 3)
    }

    /// The neighbour moves away. Returns the old name, if there was one. After that there is no neighbour.
    fn neighbour_moves_away(&mut self) -> Option<String> {
        let old = self.neighbour.clone();
        self.neighbour = None;
        old
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipient(neighbour: Option<&str>) -> Recipient {
        Recipient {
            name: String::from("Ada"),
            neighbour: neighbour.map(String::from),
        }
    }

    #[test]
    fn the_name_of_the_neighbour() {
        assert_eq!(recipient(Some("Bo")).neighbour_name(), "Bo");
        assert_eq!(recipient(Some("")).neighbour_name(), "");
    }

    #[test]
    fn without_a_neighbour_the_name_is_nobody() {
        assert_eq!(recipient(None).neighbour_name(), "nobody");
    }

    #[test]
    fn the_name_stays_in_the_recipient() {
        let recipient = recipient(Some("Jürgen"));
        let heap_address = recipient.neighbour.as_ref().map(|name| name.as_ptr());
        let name = recipient.neighbour_name();
        assert_eq!(Some(name.as_ptr()), heap_address, "this is a copy");
        assert_eq!(recipient.neighbour.as_deref(), Some("Jürgen"));
        assert_eq!(recipient.name, "Ada");
    }

    #[test]
    fn the_card_is_wide_enough() {
        assert_eq!(recipient(Some("Bo")).card_width(), Some(5));
        assert_eq!(recipient(Some("Jürgen")).card_width(), Some(9));
        assert_eq!(recipient(Some("")).card_width(), Some(3));
    }

    #[test]
    fn without_a_neighbour_there_is_no_card() {
        assert_eq!(recipient(None).card_width(), None);
    }

    #[test]
    fn a_neighbour_moves_away_once() {
        let mut recipient = recipient(Some("Bo"));
        let heap_address = recipient.neighbour_name().as_ptr();
        let old = recipient.neighbour_moves_away();
        assert_eq!(old.as_deref(), Some("Bo"));
        assert_eq!(old.map(|name| name.as_ptr()), Some(heap_address));
        assert_eq!(recipient.neighbour, None);
        assert_eq!(recipient.neighbour_moves_away(), None);
        assert_eq!(recipient.neighbour_name(), "nobody");
    }
}
