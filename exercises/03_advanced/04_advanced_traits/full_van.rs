//! `FillLevel` promises that a van is at most 100 percent full, and its `load` checks it. Then somebody wanted to
//! write `*level`, and implemented `Deref` and `DerefMut`. All went well until a van came back with 130 percent.
//!
//! Task: change the module and `load_all`, so that nobody can break the promise and `*level` still reads the
//! number.
//! Read: <https://doc.rust-lang.org/std/ops/trait.Deref.html#when-to-implement-deref-or-derefmut>

use van::FillLevel;

mod van {
    use std::ops::{Deref, DerefMut};

    /// A number of percent between 0 and 100. The field is private, so that each change is checked.
    #[derive(Debug, Default, PartialEq)]
    pub struct FillLevel(u8);

    impl FillLevel {
        /// Adds a parcel that takes `percent` of the van, if it fits. Returns whether it did.
        pub fn load(&mut self, percent: u8) -> bool {
            let fits = percent <= 100 - self.0;
            if fits {
                self.0 += percent;
            }
            fits
        }
    }

    impl Deref for FillLevel {
        type Target = u8;

        fn deref(&self) -> &u8 {
            &self.0
        }
    }

    // TODO: which of these impls opens a way around `load`?
    impl DerefMut for FillLevel {
        fn deref_mut(&mut self) -> &mut u8 {
            &mut self.0
        }
    }
}

/// Loads parcels in their order. A parcel that does not fit is left out. Returns the number of parcels that were
/// loaded.
fn load_all(level: &mut FillLevel, parcels: &[u8]) -> usize {
    let mut loaded = 0;
    for percent in parcels {
        // TODO: change this.
        **level += percent;
        loaded += 1;
    }
    loaded
}

/// Returns a line about a van for the board in the depot.
fn line(level: &FillLevel) -> String {
    match **level {
        0 => String::from("empty"),
        100 => String::from("full"),
        percent => format!("{percent} % full"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parcels_that_fit_are_loaded() {
        let mut level = FillLevel::default();
        assert_eq!(load_all(&mut level, &[10, 20, 0, 30]), 4);
        assert_eq!(*level, 60);
        assert_eq!(load_all(&mut level, &[]), 0);
        assert_eq!(load_all(&mut level, &[40]), 1);
        assert_eq!(*level, 100);
    }

    #[test]
    fn a_parcel_that_does_not_fit_is_left_out() {
        for (parcels, loaded, percent) in [
            (vec![60, 70], 1, 60),
            (vec![60, 41, 40], 2, 100),
            (vec![101, 200, 5], 1, 5),
            (vec![100, 1, 0], 2, 100),
        ] {
            let mut level = FillLevel::default();
            assert_eq!(load_all(&mut level, &parcels), loaded, "{parcels:?}");
            assert_eq!(*level, percent, "{parcels:?}");
        }
    }

    #[test]
    fn a_single_parcel_is_checked() {
        let mut level = FillLevel::default();
        assert!(level.load(99));
        assert!(!level.load(2));
        assert!(level.load(1));
        assert!(!level.load(255));
        assert_eq!(*level, 100);
    }

    #[test]
    fn the_board_shows_each_van() {
        let mut level = FillLevel::default();
        assert_eq!(line(&level), "empty");
        level.load(42);
        assert_eq!(line(&level), "42 % full");
        level.load(58);
        assert_eq!(line(&level), "full");
    }

    // You need not read this. It finds out whether a type has `DerefMut`, without using it.
    struct Type<T>(std::marker::PhantomData<T>);
    trait Otherwise {
        const CHANGEABLE: bool = false;
    }
    impl<T> Otherwise for Type<T> {}
    impl<T: std::ops::DerefMut> Type<T> {
        const CHANGEABLE: bool = true;
    }

    #[test]
    fn nobody_can_change_the_number_directly() {
        let changeable = [Type::<Box<u8>>::CHANGEABLE, Type::<FillLevel>::CHANGEABLE];
        assert_eq!(changeable, [true, false], "`*level = 250` would compile");
    }
}
