// Wrong: goes up to the next boundary, so the slice is too long.
// Rejected by: tests::shortened_splits_no_character
//! A customer types an address in one line, such as `Jörg Köhler, Am Süßen Berg 3, 50667 Köln`. The app shows
//! parts of it, and copies nothing. Names have umlauts, and each of these takes two bytes.
//!
//! Task: complete the three functions. Each one returns a slice of its argument.
//! Read: <https://doc.rust-lang.org/book/ch08-02-strings.html#slicing-strings>

/// Returns the name: the part before the first `, `. Without a `, ` it returns the whole address.
fn name(address: &str) -> &str {
    match address.split_once(", ") {
        Some((name, _)) => name,
        None => address,
    }
}

/// Returns the city: the part after the last `, `. Without a `, ` it returns the whole address.
fn city(address: &str) -> &str {
    match address.rsplit_once(", ") {
        Some((_, city)) => city,
        None => address,
    }
}

/// Returns the longest beginning of `line` that has at most `bytes` bytes and ends between two characters.
fn shortened(line: &str, bytes: usize) -> &str {
    let mut end = bytes.min(line.len());
    while !line.is_char_boundary(end) {
        end += 1;
    }
    &line[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    const JOERG: &str = "Jörg Köhler, Am Süßen Berg 3, 50667 Köln";

    #[test]
    fn name_ends_before_the_first_separator() {
        assert_eq!(name(JOERG), "Jörg Köhler");
        assert_eq!(name("Bo, 20095 Hamburg"), "Bo");
        assert_eq!(name(", 20095 Hamburg"), "");
    }

    #[test]
    fn name_is_the_whole_address_without_a_separator() {
        assert_eq!(name("Jörg Köhler"), "Jörg Köhler");
        assert_eq!(name("Köhler,Jörg"), "Köhler,Jörg"); // that is no separator
        assert_eq!(name(""), "");
    }

    #[test]
    fn city_begins_after_the_last_separator() {
        assert_eq!(city(JOERG), "50667 Köln");
        assert_eq!(city("Bo, 20095 Hamburg"), "20095 Hamburg");
        assert_eq!(city("Bo, "), "");
    }

    #[test]
    fn city_is_the_whole_address_without_a_separator() {
        assert_eq!(city("20095 Hamburg"), "20095 Hamburg");
        assert_eq!(city("20095,Hamburg"), "20095,Hamburg"); // that is no separator
        assert_eq!(city(""), "");
    }

    #[test]
    fn shortened_returns_the_beginning() {
        assert_eq!(shortened("Hamburg", 3), "Ham");
        assert_eq!(shortened("Hamburg", 0), "");
    }

    #[test]
    fn shortened_returns_a_short_line_whole() {
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
    fn shortened_splits_no_character() {
        assert_eq!(shortened("Köln", 2), "K");
        assert_eq!(shortened("ö", 1), "");
        assert_eq!(shortened("5 € 🚚 now", 4), "5 "); // three bytes for the €
        assert_eq!(shortened("5 € 🚚 now", 9), "5 € "); // four for the van
        assert_eq!(shortened("5 € 🚚 now", 10), "5 € 🚚");
    }

    #[test]
    fn all_parts_are_slices_of_the_address() {
        let address = String::from(JOERG);
        let (name, city) = (name(&address), city(&address));
        assert_eq!(name.as_ptr(), address.as_ptr());
        assert_eq!(city.as_ptr(), address[address.len() - 11..].as_ptr());
        assert_eq!(shortened(name, 4).as_ptr(), address.as_ptr());
    }
}
