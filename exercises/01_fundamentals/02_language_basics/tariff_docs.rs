//! Other teams calculate with the tariff of `waybill`. They read about it on the pages that
//! `cargo doc` makes out of the source, and there some items stand without a word of explanation.
//! The code is right and stays as it is. Make every item explain itself on those pages.
//!
//! Read: <https://doc.rust-lang.org/book/ch14-02-publishing-to-crates-io.html>

/// The rules of the tariff, as other teams use them. (`pub` means: visible outside, too.)
pub mod tariff {
    // TODO: three of these four items are not documented.

    /// The heaviest parcel that is accepted, in grams.
    pub const HEAVIEST_GRAMS: u32 = 31_500;

    // What it costs to insure a parcel of this value, in cents: 2 percent, but at least 50.
    pub fn insurance_cents(value_cents: u32) -> u32 {
        (value_cents / 50).max(50)
    }

    // Whether a parcel of this weight is accepted. An empty one is not.
    pub fn accepts(grams: u32) -> bool {
        grams > 0 && grams <= HEAVIEST_GRAMS
    }

    pub fn pickup_cents(parcels: u32) -> u32 {
        if parcels >= 10 { 0 } else { 250 }
    }
}

#[cfg(test)]
mod tests {
    use super::tariff;

    /// The lines of this file above its tests, without the blanks in front.
    fn source() -> impl Iterator<Item = &'static str> {
        include_str!("tariff_docs.rs")
            .lines()
            .take_while(|line| *line != "mod tests {")
            .map(str::trim_start)
    }

    #[test]
    fn everything_stays_visible_to_other_teams() {
        for item in [
            "pub mod tariff",
            "pub const HEAVIEST_GRAMS",
            "pub fn insurance_cents",
            "pub fn accepts",
            "pub fn pickup_cents",
        ] {
            let is_there = source().any(|line| line.starts_with(item));
            assert!(is_there, "no line starts with `{item}` any more");
        }
        assert!(
            !source().any(|line| line.starts_with("#[doc(hidden")),
            "something is hidden from the pages"
        );
    }

    #[test]
    fn documentation_says_more_than_a_word_or_two() {
        let mut words = None;
        for line in source() {
            if let Some(text) = line.strip_prefix("///") {
                words = Some(words.unwrap_or(0) + text.split_whitespace().count());
            } else if let Some(words) = words.take() {
                assert!(words > 2, "what is written above this says little: {line}");
            }
        }
    }

    #[test]
    fn insurance_costs_two_percent() {
        assert_eq!(tariff::insurance_cents(10_000), 200);
    }

    #[test]
    fn insurance_costs_at_least_50_cents() {
        assert_eq!(tariff::insurance_cents(0), 50);
        assert_eq!(tariff::insurance_cents(2_499), 50);
    }

    #[test]
    fn accepts_up_to_the_heaviest_parcel() {
        assert!(!tariff::accepts(0));
        assert!(tariff::accepts(1));
        assert!(tariff::accepts(tariff::HEAVIEST_GRAMS));
        assert!(!tariff::accepts(tariff::HEAVIEST_GRAMS + 1));
    }

    #[test]
    fn pickup_is_free_from_ten_parcels_on() {
        assert_eq!(tariff::pickup_cents(9), 250);
        assert_eq!(tariff::pickup_cents(10), 0);
    }
}
