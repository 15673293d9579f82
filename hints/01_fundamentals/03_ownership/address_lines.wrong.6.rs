// Wrong: makes a copy to cut the part out of, and the copy ends with the function (E0515).
// Rejected by: E0515
//! An address comes in one line, such as `Jörg Köhler, Am Süßen Berg 3, 50667 Köln`. The label
//! shows parts of it, and only shows them: each function gives back a part of the text it was
//! given. `split_once` looks for a separator and answers with `Some` of the two parts around it, or
//! with `None` if there is none; a `match` takes the answer apart. Write the three functions.
//!
//! Read: <https://doc.rust-lang.org/std/primitive.str.html#method.split_once>
//! and <https://doc.rust-lang.org/book/ch08-02-strings.html#slicing-strings>

/// The name in an address: what stands before the first `, `, or all of it if there is none.
fn name(address: &str) -> &str {
    let address = address.to_string();
    match address.split_once(", ") {
        Some((name, _)) => name,
        None => &address,
    }
}

/// The city with its code: what stands behind the last `, `, or all of it if there is none.
fn city(address: &str) -> &str {
    match address.rsplit_once(", ") {
        Some((_, city)) => city,
        None => address,
    }
}

/// As much of a text, from its beginning, as fits into so many bytes. No character is cut in two.
fn shortened(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    const JOERG: &str = "Jörg Köhler, Am Süßen Berg 3, 50667 Köln";

    #[test]
    fn name_is_what_stands_before_the_first_separator() {
        assert_eq!(name(JOERG), "Jörg Köhler");
        assert_eq!(name("Bo, 20095 Hamburg"), "Bo");
        assert_eq!(name(", 20095 Hamburg"), "");
    }

    #[test]
    fn name_is_all_without_a_separator() {
        assert_eq!(name("Jörg Köhler"), "Jörg Köhler");
        assert_eq!(name("Köhler,Jörg"), "Köhler,Jörg"); // that is no separator
        assert_eq!(name(""), "");
    }

    #[test]
    fn city_is_what_stands_behind_the_last_separator() {
        assert_eq!(city(JOERG), "50667 Köln");
        assert_eq!(city("Bo, 20095 Hamburg"), "20095 Hamburg");
        assert_eq!(city("Bo, "), "");
    }

    #[test]
    fn city_is_all_without_a_separator() {
        assert_eq!(city("20095 Hamburg"), "20095 Hamburg");
        assert_eq!(city("20095,Hamburg"), "20095,Hamburg"); // that is no separator
        assert_eq!(city(""), "");
    }

    #[test]
    fn shortened_shows_the_beginning() {
        assert_eq!(shortened("Hamburg", 3), "Ham");
        assert_eq!(shortened("Hamburg", 0), "");
    }

    #[test]
    fn shortened_shows_all_that_fits() {
        assert_eq!(shortened("Hamburg", 7), "Hamburg");
        assert_eq!(shortened("Hamburg", usize::MAX), "Hamburg");
        assert_eq!(shortened("", 5), "");
    }

    #[test]
    fn shortened_counts_bytes() {
        assert_eq!(shortened("Köln", 3), "Kö"); // two bytes for the ö
        assert_eq!(shortened("Köln", 4), "Köl");
    }

    #[test]
    fn shortened_cuts_no_character_in_two() {
        assert_eq!(shortened("Köln", 2), "K");
        assert_eq!(shortened("ö", 1), "");
        assert_eq!(shortened("5 € 🚚 now", 4), "5 "); // three bytes for the €
        assert_eq!(shortened("5 € 🚚 now", 9), "5 € "); // four for the van
        assert_eq!(shortened("5 € 🚚 now", 10), "5 € 🚚");
    }

    #[test]
    fn all_parts_stand_in_the_address() {
        let address = String::from(JOERG);
        let (name, city) = (name(&address), city(&address));
        assert_eq!(name.as_ptr(), address.as_ptr());
        assert_eq!(city.as_ptr(), address[address.len() - 11..].as_ptr());
        assert_eq!(shortened(name, 4).as_ptr(), address.as_ptr());
    }
}
