//! Before a van leaves, the driver asks which item is the heaviest. The answer is the same for parcels and for pallets,
//! so one function should do for both. Three functions do not say yet which types they work for.
//!
//! Task: fix the first lines of the three functions. Their bodies are right.
//! Read: <https://doc.rust-lang.org/book/ch10-02-traits.html#using-traits-as-parameters>

/// Everything that a van can carry.
trait Freight {
    /// Returns the code on the label.
    fn code(&self) -> String;

    /// Returns the weight in grams.
    fn grams(&self) -> u32;
}

#[derive(Debug, PartialEq)]
struct Parcel {
    code: String,
    grams: u32,
}

impl Freight for Parcel {
    fn code(&self) -> String {
        self.code.clone()
    }

    fn grams(&self) -> u32 {
        self.grams
    }
}

/// A wooden board with freight on it. The code comes from its number.
#[derive(Debug, PartialEq)]
struct Pallet {
    number: u32,
    grams: u32,
}

impl Freight for Pallet {
    fn code(&self) -> String {
        format!("PAL-{}", self.number)
    }

    fn grams(&self) -> u32 {
        self.grams
    }
}

// `T: Freight` is a bound: a caller may choose any type for `T` that has the trait, and the body may use the methods of
// the trait. The compiler makes a copy of the function for each type that is used.

/// Returns the heaviest item. If several have the same weight, it is the first one.
fn heaviest<T: Freight>(items: &[T]) -> Option<&T> {
    let mut items = items.iter();
    let mut heaviest = items.next()?;
    for item in items {
        if item.grams() > heaviest.grams() {
            heaviest = item;
        }
    }
    Some(heaviest)
}

/// Returns the line on the label.
///
/// `&impl Freight` is short for a type parameter without a name. `fn label<T: Freight>(item: &T)` is the same.
fn label(item: &impl Freight) -> String {
    format!("{} {} g", item.code(), item.grams())
}

/// Returns true if both items weigh the same.
///
/// Two parameters of the type `T` have the same type. Two type parameters may be the same type, and need not.
fn same_weight<A: Freight, B: Freight>(first: &A, second: &B) -> bool {
    first.grams() == second.grams()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel(code: &str, grams: u32) -> Parcel {
        Parcel {
            code: String::from(code),
            grams,
        }
    }

    fn pallet(number: u32, grams: u32) -> Pallet {
        Pallet { number, grams }
    }

    #[test]
    fn the_heaviest_parcel_of_many() {
        for heavy in 0..5 {
            let mut parcels = Vec::new();
            for i in 0..5 {
                parcels.push(parcel("HAM-1", if i == heavy { 900 } else { i }));
            }
            let heaviest = heaviest(&parcels);
            assert_eq!(heaviest, Some(&parcels[heavy as usize]));
        }
    }

    #[test]
    fn the_heaviest_pallet_of_two() {
        let pallets = [pallet(1, 22_000), pallet(2, 90_000)];
        assert_eq!(heaviest(&pallets), Some(&pallet(2, 90_000)));
    }

    #[test]
    fn the_first_of_the_heaviest_ones() {
        let parcels = [parcel("A", 5), parcel("B", 9), parcel("C", 9)];
        assert_eq!(heaviest(&parcels), Some(&parcel("B", 9)));
    }

    #[test]
    fn nothing_is_the_heaviest_of_nothing() {
        let none: [Parcel; 0] = [];
        assert_eq!(heaviest(&none), None);
    }

    #[test]
    fn every_kind_of_freight_has_a_label() {
        assert_eq!(label(&parcel("KÖL-2", 700)), "KÖL-2 700 g");
        assert_eq!(label(&pallet(7, 22_000)), "PAL-7 22000 g");
    }

    #[test]
    fn two_parcels_can_weigh_the_same() {
        assert!(same_weight(&parcel("A", 700), &parcel("B", 700)));
        assert!(!same_weight(&parcel("A", 700), &parcel("B", 701)));
    }

    #[test]
    fn a_parcel_can_weigh_the_same_as_a_pallet() {
        assert!(same_weight(&parcel("A", 22_000), &pallet(1, 22_000)));
        assert!(!same_weight(&pallet(1, 22_000), &parcel("A", 22_001)));
    }
}
