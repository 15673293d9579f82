//! In `waybill`, every parcel is a value of the type `Parcel`. Two questions that the desk asks about a parcel are
//! written in its `impl` block, but the compiler does not know whose weight and whose code they mean.
//!
//! Task: fix `is_heavy` and `label` so that the tests can call them on a parcel.
//! Read: <https://doc.rust-lang.org/book/ch05-03-method-syntax.html#method-syntax>

/// A parcel: its code, and its weight in grams.
struct Parcel {
    code: String,
    grams: u32,
}

impl Parcel {
    /// Returns a new parcel. The tests call it as `Parcel::new("HAM-1", 700)`.
    fn new(code: &str, grams: u32) -> Parcel {
        Parcel {
            code: String::from(code),
            grams,
        }
    }

    // `&self` is short for `self: &Self`, and `Self` is `Parcel`. A function with a receiver is a method:
    // `parcel.is_heavy()` is the call `Parcel::is_heavy(&parcel)`. `new` has no receiver, because it makes the
    // parcel. It is an associated function, and a call needs the name of the type.

    /// Returns true if the parcel weighs more than 20 kg. Two people must carry it.
    fn is_heavy(&self) -> bool {
        self.grams > 20_000
    }

    /// Returns the line on the label: the code and the weight.
    fn label(&self) -> String {
        format!("{} {} g", self.code, self.grams)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parcel_over_20_kg_is_heavy() {
        assert!(Parcel::new("HAM-1", 20_001).is_heavy());
        assert!(Parcel::new("HAM-2", u32::MAX).is_heavy());
    }

    #[test]
    fn a_parcel_of_20_kg_or_less_is_not_heavy() {
        assert!(!Parcel::new("HAM-1", 20_000).is_heavy());
        assert!(!Parcel::new("HAM-2", 0).is_heavy());
    }

    #[test]
    fn the_label_shows_the_code_and_the_weight() {
        assert_eq!(Parcel::new("HAM-1", 700).label(), "HAM-1 700 g");
        assert_eq!(Parcel::new("KÖL-22", 0).label(), "KÖL-22 0 g");
    }

    #[test]
    fn the_parcel_can_be_asked_again_and_again() {
        let parcel = Parcel::new("BRE-7", 30_000);
        assert!(parcel.is_heavy());
        assert_eq!(parcel.label(), "BRE-7 30000 g");
        assert_eq!(parcel.label(), "BRE-7 30000 g");
        assert!(parcel.is_heavy());
        assert_eq!(parcel.code, "BRE-7");
    }
}
