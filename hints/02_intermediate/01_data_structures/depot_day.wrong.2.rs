// Wrong: makes a 0 of a weight that is no number.
// Rejected by: tests::a_line_that_makes_no_sense_is_unreadable
//! Checkpoint: structs with methods (2.1.1), enums (2.1.2), `Option` and `Result` (2.1.3), collections (2.1.4) and strings
//! (2.1.5). The scanners of a depot send lines such as `arrive HAM-1 700`, with a weight in grams, or `load HAM-1 12`, with
//! the number of a van. A service reads them and knows at any moment where each parcel is.
//!
//! Task: define the types `Depot`, `State` and `LineError`, with the methods that the tests call.
//! Read: <https://doc.rust-lang.org/std/collections/index.html#when-should-you-use-which-collection>

use std::collections::BTreeMap;

/// The state of a parcel.
#[derive(Debug, PartialEq)]
enum State {
    Shelf,
    Van(u32),
    Delivered,
}

/// The reason why a line was not accepted. It owns its string, because the line may end before it.
#[derive(Debug, PartialEq)]
enum LineError {
    Unreadable(String),
    UnknownParcel(String),
    NotInVan(String),
}

/// A parcel that is known. Its code is the key in the map.
struct Parcel {
    grams: u32,
    state: State,
}

struct Depot {
    parcels: BTreeMap<String, Parcel>,
}

impl Depot {
    fn new() -> Depot {
        Depot {
            parcels: BTreeMap::new(),
        }
    }

    fn state(&self, code: &str) -> Option<&State> {
        self.parcels.get(code).map(|parcel| &parcel.state)
    }

    fn codes(&self) -> Vec<&str> {
        self.parcels.keys().map(|code| code.as_str()).collect()
    }

    fn van_loads(&self) -> BTreeMap<u32, u64> {
        let mut loads = BTreeMap::new();
        for parcel in self.parcels.values() {
            if let State::Van(van) = parcel.state {
                *loads.entry(van).or_insert(0) += u64::from(parcel.grams);
            }
        }
        loads
    }

    fn read(&mut self, line: &str) -> Result<(), LineError> {
        let unreadable = LineError::Unreadable(line.to_string());
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["arrive", code, grams] => {
                let parcel = Parcel {
                    grams: grams.parse().unwrap_or_default(),
                    state: State::Shelf,
                };
                self.parcels.insert(code.to_string(), parcel);
                Ok(())
            }
            ["load", code, van] => match (van.parse(), self.parcels.get_mut(*code)) {
                (Ok(van), Some(parcel)) => {
                    parcel.state = State::Van(van);
                    Ok(())
                }
                (Ok(_), None) => Err(LineError::UnknownParcel(code.to_string())),
                (Err(_), _) => Err(unreadable),
            },
            ["deliver", code] => match self.parcels.get_mut(*code) {
                Some(parcel) if matches!(parcel.state, State::Van(_)) => {
                    parcel.state = State::Delivered;
                    Ok(())
                }
                Some(_) => Err(LineError::NotInVan(code.to_string())),
                None => Err(LineError::UnknownParcel(code.to_string())),
            },
            _ => Err(unreadable),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Depot, LineError, State};
    use std::collections::BTreeMap;

    fn unreadable(line: &str) -> Result<(), LineError> {
        Err(LineError::Unreadable(String::from(line)))
    }

    fn unknown(code: &str) -> Result<(), LineError> {
        Err(LineError::UnknownParcel(String::from(code)))
    }

    /// Returns a depot that has read some lines. None of them may be an error.
    fn depot(lines: &[&str]) -> Depot {
        let mut depot = Depot::new();
        for line in lines {
            assert_eq!(depot.read(line), Ok(()), "{line}");
        }
        depot
    }

    #[test]
    fn a_new_depot_knows_no_parcel() {
        let depot = Depot::new();
        assert_eq!(depot.state("HAM-1"), None);
        assert!(depot.codes().is_empty());
    }

    #[test]
    fn a_parcel_goes_from_the_shelf_into_a_van_and_to_its_recipient() {
        let mut depot = depot(&["arrive HAM-1 700"]);
        assert_eq!(depot.state("HAM-1"), Some(&State::Shelf));
        assert_eq!(depot.read("load HAM-1 12"), Ok(()));
        assert_eq!(depot.state("HAM-1"), Some(&State::Van(12)));
        assert_eq!(depot.read("deliver HAM-1"), Ok(()));
        assert_eq!(depot.state("HAM-1"), Some(&State::Delivered));
        assert_eq!(depot.state("HAM-2"), None);
    }

    #[test]
    fn spaces_do_not_matter() {
        let depot = depot(&["  arrive   KÖL-2  5 \n", "load\tKÖL-2 3"]);
        assert_eq!(depot.state("KÖL-2"), Some(&State::Van(3)));
    }

    #[test]
    fn codes_are_in_alphabetical_order() {
        let mut depot = depot(&["arrive C 1", "arrive A 1", "arrive D 1", "arrive B 1"]);
        assert_eq!(depot.codes(), ["A", "B", "C", "D"]);
        depot.read("arrive A 900").unwrap();
        depot.read("load D 4").unwrap();
        assert_eq!(depot.codes(), ["A", "B", "C", "D"]);
    }

    #[test]
    fn a_line_that_makes_no_sense_is_unreadable() {
        let mut depot = depot(&["arrive HAM-1 700"]);
        for line in [
            "",
            "  ",
            "load",
            "load HAM-1",
            "load HAM-1 van",
            "load HAM-2 van",
            "load HAM-1 -1",
            "load HAM-1 1 2",
            "arrive HAM-2",
            "arrive",
            "arrive HAM-2 1.5",
            "arrive HAM-2 4294967296",
            "deliver",
            "deliver HAM-1 now",
            "eat HAM-1",
            "LOAD HAM-1 1",
        ] {
            assert_eq!(depot.read(line), unreadable(line));
        }
        assert_eq!(depot.codes(), ["HAM-1"]);
        assert_eq!(depot.state("HAM-1"), Some(&State::Shelf));
    }

    #[test]
    fn only_a_known_parcel_can_be_loaded_or_delivered() {
        let mut depot = depot(&["arrive HAM-1 700"]);
        assert_eq!(depot.read("load HAM-2 1"), unknown("HAM-2"));
        assert_eq!(depot.read("deliver KÖL-1"), unknown("KÖL-1"));
        assert_eq!(depot.codes(), ["HAM-1"]);
    }

    #[test]
    fn only_a_parcel_in_a_van_can_be_delivered() {
        let mut depot = depot(&["arrive A 1", "arrive B 1", "load B 2", "deliver B"]);
        for code in ["A", "B"] {
            let line = format!("deliver {code}");
            let error = LineError::NotInVan(String::from(code));
            assert_eq!(depot.read(&line), Err(error));
        }
        assert_eq!(depot.state("A"), Some(&State::Shelf));
        assert_eq!(depot.state("B"), Some(&State::Delivered));
    }

    #[test]
    fn a_parcel_can_change_vans_and_come_back() {
        let mut depot = depot(&["arrive A 100", "load A 1", "load A 2"]);
        assert_eq!(depot.state("A"), Some(&State::Van(2)));
        assert_eq!(depot.van_loads(), BTreeMap::from([(2, 100)]));
        depot.read("arrive A 150").unwrap();
        assert_eq!(depot.state("A"), Some(&State::Shelf));
        depot.read("load A 3").unwrap();
        assert_eq!(depot.van_loads(), BTreeMap::from([(3, 150)]));
        depot.read("deliver A").unwrap();
        depot.read("load A 4").unwrap();
        assert_eq!(depot.van_loads(), BTreeMap::from([(4, 150)]));
        depot.read("deliver A").unwrap();
        depot.read("arrive A 150").unwrap();
        assert_eq!(depot.state("A"), Some(&State::Shelf));
    }

    #[test]
    fn van_loads_has_the_grams_in_each_van() {
        let depot = depot(&[
            "arrive A 100",
            "arrive B 200",
            "arrive C 4294967295",
            "arrive D 1",
            "arrive E 7",
            "load A 12",
            "load B 3",
            "load C 12",
            "load D 3",
            "deliver D",
        ]);
        let loads: BTreeMap<u32, u64> = depot.van_loads();
        assert_eq!(loads, BTreeMap::from([(3, 200), (12, 4_294_967_395)]));
    }

    #[test]
    fn an_empty_van_has_no_load() {
        let depot = depot(&["arrive A 100", "load A 12", "deliver A"]);
        assert!(depot.van_loads().is_empty());
    }

    #[test]
    fn many_parcels_in_many_vans() {
        let mut depot = Depot::new();
        let mut expected = BTreeMap::new();
        for parcel in 0..200_u32 {
            depot
                .read(&format!("arrive P{parcel:03} {parcel}"))
                .unwrap();
            depot
                .read(&format!("load P{parcel:03} {}", parcel % 7))
                .unwrap();
            *expected.entry(parcel % 7).or_insert(0) += u64::from(parcel);
        }
        assert_eq!(depot.van_loads(), expected);
        assert_eq!(depot.codes().len(), 200);
        assert_eq!(depot.codes()[123], "P123");
    }
}
