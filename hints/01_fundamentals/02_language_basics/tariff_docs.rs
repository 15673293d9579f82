//! Other teams use the tariff of `waybill`. They read about it on the web pages that `cargo doc` makes from
//! the source, and three functions have no explanation there. The code is right.
//!
//! Task: document the three functions of `tariff` that the lint names.
//! Read: <https://doc.rust-lang.org/rust-by-example/meta/doc.html#doc-comments>

/// The rules of the tariff for other teams. `pub` makes an item visible to them.
pub mod tariff {
    /// The weight of the heaviest parcel that is accepted, in grams.
    pub const HEAVIEST_GRAMS: u32 = 31_500;

    // `///` documents the item below it, and `cargo doc` puts it on a page. Comments for the people who
    // change the code stay in `//`, as this one does.

    /// Returns the net price of a parcel, in cents: 390, and one more for every full ten grams.
    pub fn net_cents(grams: u32) -> u32 {
        390 + grams / 10
    }

    /// Returns whether a parcel of this weight is accepted. An empty parcel is not accepted.
    pub fn accepts(grams: u32) -> bool {
        grams > 0 && grams <= HEAVIEST_GRAMS
    }

    /// Returns the price of a pickup, in cents. It is free from ten parcels on.
    pub fn pickup_cents(parcels: u32) -> u32 {
        if parcels >= 10 { 0 } else { 250 }
    }
}

// You need not read these tests. They read the comments of this file and call its functions.
#[cfg(test)]
mod tests {
    use super::tariff;

    /// The lines of this file above its tests, without the spaces in front.
    fn source() -> impl Iterator<Item = &'static str> {
        include_str!("tariff_docs.rs")
            .lines()
            .take_while(|line| *line != "mod tests {")
            .map(str::trim_start)
    }

    /// The lines with `///` above an item, as one line. The lint complains about an item that has none.
    fn documentation_of(item: &str) -> Option<String> {
        let mut sentences = String::new();
        for line in source() {
            if let Some(part) = line.strip_prefix("///") {
                sentences.push_str(part);
            } else if line.starts_with(item) {
                break;
            } else if !line.starts_with("#[") {
                sentences.clear();
            }
        }
        let sentences = sentences.trim().to_string();
        (!sentences.is_empty()).then_some(sentences)
    }

    /// Checks that the documentation of an item, if it has one, names one word of each pair.
    fn assert_names(item: &str, pairs: &[[&str; 2]]) {
        let Some(sentences) = documentation_of(item) else {
            return;
        };
        for [word, other] in pairs {
            let lower = sentences.to_lowercase();
            assert!(
                lower.contains(word) || lower.contains(other),
                "the documentation of `{item}` does not say `{word}`: {sentences}"
            );
        }
    }

    #[test]
    fn other_teams_can_see_all_items() {
        for item in [
            "pub mod tariff",
            "pub const HEAVIEST_GRAMS",
            "pub fn net_cents",
            "pub fn accepts",
            "pub fn pickup_cents",
        ] {
            let is_there = source().any(|line| line.starts_with(item));
            assert!(is_there, "no line starts with `{item}` any more");
        }
        for hidden in ["#[doc(hidden", "#[allow", "#![allow", "#[expect"] {
            assert!(
                !source().any(|line| line.starts_with(hidden)),
                "remove `{hidden}...`"
            );
        }
    }

    #[test]
    fn a_documentation_is_a_sentence() {
        for item in ["pub fn net_cents", "pub fn accepts", "pub fn pickup_cents"] {
            let Some(sentences) = documentation_of(item) else {
                continue;
            };
            let mut words: Vec<&str> = sentences.split_whitespace().collect();
            words.sort_unstable();
            words.dedup();
            assert!(
                words.len() >= 6 && sentences.starts_with(char::is_uppercase),
                "the documentation of `{item}` is not a sentence yet: {sentences}"
            );
            assert!(
                sentences.ends_with('.'),
                "the documentation of `{item}` has no period at its end: {sentences}"
            );
        }
    }

    #[test]
    fn the_page_of_net_cents_names_the_unit_and_the_price() {
        assert_names("pub fn net_cents", &[["cent", "cent"], ["390", "390"]]);
    }

    #[test]
    fn the_page_of_accepts_tells_about_empty_parcels() {
        assert_names("pub fn accepts", &[["empty", "0"]]);
    }

    #[test]
    fn the_page_of_pickup_cents_names_the_unit_and_the_limit() {
        let expected = [["cent", "cent"], ["parcel", "parcel"], ["10", "ten"]];
        assert_names("pub fn pickup_cents", &expected);
    }

    #[test]
    fn no_two_functions_have_the_same_documentation() {
        let pickup = documentation_of("pub fn pickup_cents");
        assert!(pickup.is_none() || pickup != documentation_of("pub fn net_cents"));
        assert!(pickup.is_none() || pickup != documentation_of("pub fn accepts"));
    }

    #[test]
    fn the_net_price_is_390_cents_and_one_more_for_every_full_ten_grams() {
        assert_eq!(tariff::net_cents(9), 390);
        assert_eq!(tariff::net_cents(2_000), 590);
    }

    #[test]
    fn accepts_parcels_up_to_the_heaviest_weight() {
        assert!(!tariff::accepts(0));
        assert!(tariff::accepts(1));
        assert!(tariff::accepts(tariff::HEAVIEST_GRAMS));
        assert!(!tariff::accepts(tariff::HEAVIEST_GRAMS + 1));
    }

    #[test]
    fn a_pickup_is_free_from_ten_parcels_on() {
        assert_eq!(tariff::pickup_cents(9), 250);
        assert_eq!(tariff::pickup_cents(10), 0);
    }
}
