//! Checkpoint: own traits (2.3.1), generic types (2.3.2), bounds (2.3.3), traits of the standard library (2.3.4) and
//! iterators (2.3.5). `waybill` buys new vans. Some carry letters, some carry bicycles, and others
//! will come. One generic type is enough for all of them.
//!
//! Task: define the trait `Freight` and the types `Van<T>` and `Size`, as the tests use them.
//! Read: <https://doc.rust-lang.org/book/ch10-02-traits.html#using-trait-bounds-to-conditionally-implement-methods>

// TODO: define the trait and the two types. A van is made with its limit in grams. A size is `Small` up to 1 kg,
// `Medium` up to 20 kg, and `Large` above that.

#[cfg(test)]
mod tests {
    use super::{Freight, Size, Van};
    use std::collections::BTreeMap;

    struct Letter {
        number: u32,
        grams: u32,
    }

    impl Freight for Letter {
        fn code(&self) -> String {
            format!("L-{}", self.number)
        }

        fn grams(&self) -> u32 {
            self.grams
        }
    }

    /// Two people must carry a bicycle, even a light one.
    struct Bicycle;

    impl Freight for Bicycle {
        fn code(&self) -> String {
            String::from("BIKE")
        }

        fn grams(&self) -> u32 {
            14_000
        }

        fn is_heavy(&self) -> bool {
            true
        }
    }

    fn letter(grams: u32) -> Letter {
        Letter { number: 7, grams }
    }

    fn letters(weights: &[u32]) -> Vec<Letter> {
        let mut letters = Vec::new();
        for (i, grams) in weights.iter().enumerate() {
            letters.push(Letter {
                number: i as u32,
                grams: *grams,
            });
        }
        letters
    }

    fn codes(items: impl Iterator<Item = Letter>) -> String {
        let codes: Vec<String> = items.map(|item| item.code()).collect();
        codes.join(" ")
    }

    #[test]
    fn freight_is_heavy_above_20_kg() {
        assert!(!letter(0).is_heavy());
        assert!(!letter(20_000).is_heavy());
        assert!(letter(20_001).is_heavy());
        assert!(Bicycle.is_heavy());
    }

    #[test]
    fn freight_has_a_line() {
        assert_eq!(letter(50).line(), "L-7 50 g");
        assert_eq!(letter(20_001).line(), "L-7 20001 g (2 people)");
        assert_eq!(Bicycle.line(), "BIKE 14000 g (2 people)");
    }

    #[test]
    fn sizes_have_limits_and_an_order() {
        for (grams, size) in [
            (0, Size::Small),
            (1_000, Size::Small),
            (1_001, Size::Medium),
            (20_000, Size::Medium),
            (20_001, Size::Large),
            (u32::MAX, Size::Large),
        ] {
            assert_eq!(Size::of(&letter(grams)), size);
        }
        assert_eq!(Size::of(&Bicycle), Size::Medium);
        assert!(Size::Small < Size::Medium && Size::Medium < Size::Large);
    }

    #[test]
    fn a_van_is_loaded_up_to_its_limit() {
        let mut van = Van::new(100);
        assert_eq!(van.grams(), 0);
        assert!(van.load(letter(60)).is_ok());
        assert!(van.load(letter(40)).is_ok());
        assert_eq!(van.grams(), 100);
        assert!(van.load(letter(0)).is_ok());
        assert!(van.load(letter(1)).is_err());
        assert_eq!(van.grams(), 100);
    }

    #[test]
    fn an_item_that_does_not_fit_comes_back() {
        let mut van = Van::new(13_999);
        assert!(van.load(Bicycle).is_err());
        let mut van = Van::new(u32::MAX);
        van.load(letter(u32::MAX - 5)).ok();
        let back = van.load(letter(6)).unwrap_err();
        assert_eq!(back.grams(), 6);
        assert!(van.load(letter(u32::MAX)).is_err());
        assert!(van.load(letter(5)).is_ok());
    }

    #[test]
    fn load_all_loads_each_item_that_fits_and_returns_the_others() {
        let mut van = Van::new(100);
        let back = van.load_all(letters(&[50, 60, 40, 20, 10, 5]));
        assert_eq!(codes(back.into_iter()), "L-1 L-3 L-5");
        assert_eq!(van.grams(), 100);
        assert_eq!(codes(van.unload()), "L-4 L-2 L-0");
    }

    #[test]
    fn load_all_takes_anything_that_has_items() {
        let mut van = Van::new(30_000);
        assert!(van.load_all([Bicycle]).is_empty());
        assert!(van.load_all(None).is_empty());
        assert_eq!(van.load_all(vec![Bicycle, Bicycle]).len(), 1);
        assert_eq!(van.grams(), 28_000);
        let mut van = Van::new(1_000);
        let back = van.load_all((0..20).map(|i| letter(10 * i)));
        assert_eq!(van.grams(), 910);
        assert_eq!(back.len(), 6);
    }

    #[test]
    fn the_last_item_is_unloaded_first() {
        let mut van = Van::new(100);
        van.load_all(letters(&[1, 2, 3, 4]));
        assert_eq!(codes(van.unload()), "L-3 L-2 L-1 L-0");
    }

    #[test]
    fn an_empty_van_can_be_made_for_any_type() {
        struct NoFreight;

        let van: Van<NoFreight> = Van::new(100);
        assert_eq!(van.unload().count(), 0);
    }

    #[test]
    fn a_van_counts_its_items_by_size() {
        let mut van = Van::new(u32::MAX);
        assert!(van.sizes().is_empty());
        van.load_all(letters(&[25_000, 5, 3_000, 6, 7, 4_000]));
        let expected = [(Size::Small, 3), (Size::Medium, 2), (Size::Large, 1)];
        assert_eq!(van.sizes(), BTreeMap::from(expected));
        let first = van.sizes().into_iter().next();
        assert_eq!(first, Some((Size::Small, 3)));
    }

    #[test]
    fn a_van_can_be_shown() {
        let mut van = Van::new(50_000);
        assert_eq!(van.to_string(), "0 g of 50000 g");
        van.load_all(letters(&[50, 20_001]));
        assert_eq!(
            format!("{van}"),
            "L-0 50 g\nL-1 20001 g (2 people)\n20051 g of 50000 g"
        );
    }
}
