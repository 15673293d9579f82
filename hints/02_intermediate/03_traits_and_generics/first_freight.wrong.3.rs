// Wrong: chooses another receiver than the trait.
// Rejected by: E0053
//! Vans carry more than parcels now: pallets, and envelopes with papers. `waybill` has a trait for everything that a
//! van can carry. Two of the three types do not have all of its methods yet.
//!
//! Task: complete the `impl` blocks of `Pallet` and `Envelope`.
//! Read: <https://doc.rust-lang.org/book/ch10-02-traits.html#implementing-a-trait-on-a-type>

/// Everything that a van can carry.
trait Freight {
    /// Returns the code on the label.
    fn code(&self) -> String;

    /// Returns the weight in grams.
    fn grams(&self) -> u32;
}

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

/// Parcels on a wooden board. The board itself weighs 22 kg.
struct Pallet {
    number: u32,
    parcels: Vec<Parcel>,
}

impl Freight for Pallet {
    fn code(&self) -> String {
        format!("PAL-{}", self.number)
    }

    fn grams(&self) -> u32 {
        let mut sum = 22_000;
        for parcel in &self.parcels {
            sum += parcel.grams();
        }
        sum
    }
}

/// Sheets of paper in an envelope. Each sheet weighs 5 g, and the envelope weighs 6 g. Its code is `ENV-` and the name.
struct Envelope {
    name: String,
    sheets: u32,
}

impl Freight for Envelope {
    fn code(&self) -> String {
        format!("ENV-{}", self.name)
    }

    fn grams(self) -> u32 {
        5 * self.sheets + 6
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel(grams: u32) -> Parcel {
        Parcel {
            code: String::from("HAM-1"),
            grams,
        }
    }

    #[test]
    fn a_parcel_keeps_its_promise() {
        assert_eq!(parcel(700).code(), "HAM-1");
        assert_eq!(parcel(700).grams(), 700);
    }

    #[test]
    fn a_pallet_has_a_code_with_its_number() {
        for number in [1, 20, 4711] {
            let pallet = Pallet {
                number,
                parcels: Vec::new(),
            };
            assert_eq!(pallet.code(), format!("PAL-{number}"));
        }
    }

    #[test]
    fn an_empty_pallet_weighs_22_kg() {
        let pallet = Pallet {
            number: 1,
            parcels: Vec::new(),
        };
        assert_eq!(pallet.grams(), 22_000);
    }

    #[test]
    fn a_pallet_weighs_as_much_as_all_its_parcels_and_the_board() {
        let mut pallet = Pallet {
            number: 1,
            parcels: Vec::new(),
        };
        let mut sum = 22_000;
        for grams in [700, 0, 1_250, 31_500] {
            pallet.parcels.push(parcel(grams));
            sum += grams;
            assert_eq!(pallet.grams(), sum);
        }
    }

    #[test]
    fn an_envelope_has_a_code_with_its_name() {
        for name in ["contract", "Röntgen"] {
            let envelope = Envelope {
                name: String::from(name),
                sheets: 1,
            };
            assert_eq!(envelope.code(), format!("ENV-{name}"));
        }
    }

    #[test]
    fn an_envelope_weighs_as_much_as_its_sheets_and_itself() {
        for sheets in 0..20 {
            let envelope = Envelope {
                name: String::from("contract"),
                sheets,
            };
            assert_eq!(envelope.grams(), 6 + 5 * sheets);
        }
    }

    #[test]
    fn all_three_are_freight() {
        // You need not read this: a function that takes only freight. `heaviest_item` explains it.
        fn label<T: Freight>(item: T) -> String {
            format!("{} {} g", item.code(), item.grams())
        }
        assert_eq!(label(parcel(5)), "HAM-1 5 g");
        let number = 7;
        let parcels = vec![parcel(1)];
        assert_eq!(label(Pallet { number, parcels }), "PAL-7 22001 g");
        let name = String::from("bill");
        assert_eq!(label(Envelope { name, sheets: 2 }), "ENV-bill 16 g");
    }
}
