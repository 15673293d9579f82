//! A label has one line for the name of whoever gets the parcel: twelve places, one for each
//! character. Names that don't fit are written by hand. The post room says that `waybill` sends
//! them names that would have fitted well. It compiles, and with most names it is right.
//! Find out what it counts. (A `char` is one character; a `&str` is a text.)
//!
//! Read: <https://doc.rust-lang.org/book/ch08-02-strings.html>

/// How many characters the line for the name has room for.
const PLACES: usize = 12;

/// Whether a name fits into its line.
fn fits(name: &str) -> bool {
    // TODO: make this right for every name.
    name.len() <= PLACES
}

/// How many places stay empty behind a name. None behind one that does not fit.
fn empty_places(name: &str) -> usize {
    // TODO: and this. (`saturating_sub` subtracts and stops at 0.)
    PLACES.saturating_sub(name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_twelve_plain_letters_fits() {
        assert!(fits("Clara Becker"));
        assert_eq!(empty_places("Clara Becker"), 0);
    }

    #[test]
    fn a_name_of_thirteen_plain_letters_does_not_fit() {
        assert!(!fits("Martin Becker"));
        assert_eq!(empty_places("Martin Becker"), 0);
    }

    #[test]
    fn no_name_leaves_all_places_empty() {
        assert!(fits(""));
        assert_eq!(empty_places(""), 12);
    }

    #[test]
    fn an_umlaut_takes_one_place() {
        assert!(fits("Jürgen Köhle"));
        assert_eq!(empty_places("Jörg"), 8);
    }

    #[test]
    fn letters_of_other_languages_take_one_place_each() {
        assert!(fits("Łucja Błońsk"));
        assert!(fits("Nguyễn Thị H"));
        assert_eq!(empty_places("Αθηνά"), 7);
        assert_eq!(empty_places("Søren"), 7);
        assert_eq!(empty_places("𠮷田"), 10);
    }

    #[test]
    fn thirteen_characters_do_not_fit_whatever_they_are() {
        assert!(!fits("Jürgen Köhler"));
        assert!(!fits("Nguyễn Thị Hà"));
    }
}
