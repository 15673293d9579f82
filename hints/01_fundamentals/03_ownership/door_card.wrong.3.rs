// Wrong: keeps the card in memory for ever, so that a reference to it may go out; `the_card_is_given_away` finds a reference.
// Rejected by: tests::the_card_is_given_away
//! When nobody opens, the courier's handheld reads the parcel's code from the label, and writes a
//! card for the door. Both functions give back a reference to something that ends with them.
//! The card is a new text that somebody has to own. The code is a part of a line that has an owner
//! already: it is only shown, and not copied. Mend both.
//!
//! Read: <https://doc.rust-lang.org/book/ch04-02-references-and-borrowing.html#dangling-references>

/// The card for whoever was not at home.
fn card(name: &str) -> &str {
    format!("{name}, your parcel waits in the shop").leak()
}

/// The tracking code in a line from the scanner, which may have spaces before and after it.
fn code(line: &str) -> &str {
    // `trim` shows a part of what it is given, and what it is given here belongs to the caller. It
    // is there for longer than this function, so a reference to it may go out.
    line.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_is_addressed_to_somebody() {
        assert_eq!(
            card("Jana Köhler"),
            "Jana Köhler, your parcel waits in the shop"
        );
        assert_eq!(card("Bo"), "Bo, your parcel waits in the shop");
    }

    #[test]
    fn the_card_is_given_away() {
        assert_eq!(
            std::any::type_name_of_val(&card("Jana Köhler")),
            std::any::type_name::<String>(),
            "the card should be a `String` that belongs to whoever called"
        );
    }

    #[test]
    fn the_code_comes_without_spaces() {
        let line = String::from("  HAM-000042 ");
        let code: &str = code(&line);
        assert_eq!(code, "HAM-000042");
    }

    #[test]
    fn a_line_of_spaces_has_an_empty_code() {
        assert_eq!(code("   "), "");
    }

    #[test]
    fn the_code_is_shown_where_it_stands() {
        let line = String::from("  HAM-000042 ");
        assert_eq!(
            code(&line).as_ptr(),
            line[2..].as_ptr(),
            "the code lies at another place in memory than the line that it is a part of"
        );
    }
}
